package org.zhenhao.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "::ffff:203.0.113.77, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
        "2001:db8:1::1, 2001:db8:1::/48",
        "fe80::1%eth0, fe80::/48",
        "::1, ::/48",
        "example.org, unknown",
        "'', unknown"
    })
    void of_address_isCutToItsNetwork(String address, String network) {
        assertThat(Networks.of(address)).isEqualTo(network);
    }

    @Test
    void of_connection_usesItsAddress() {
        assertThat(Networks.of(SocketAddress.inetSocketAddress(1234, "198.51.100.9")))
                .isEqualTo("198.51.100.0/24");
        assertThat(Networks.of(SocketAddress.domainSocketAddress("/tmp/x"))).isEqualTo("unknown");
        assertThat(Networks.of((SocketAddress) null)).isEqualTo("unknown");
    }
}

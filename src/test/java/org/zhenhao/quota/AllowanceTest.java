package org.zhenhao.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    @Test
    void parse_amountAndPeriod_readsBoth() {
        assertThat(Allowance.parse("600/1m")).isEqualTo(new Allowance(600, Duration.ofMinutes(1)));
        assertThat(Allowance.parse(" 10/s ")).isEqualTo(new Allowance(10, Duration.ofSeconds(1)));
        assertThat(Allowance.parse("5/24h")).isEqualTo(new Allowance(5, Duration.ofDays(1)));
        assertThat(Allowance.parse("none")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/1m", "600", "600/m1", "-1/1m", "1/2d", "9999999999/1m", "1/0s", "many/1m"})
    void parse_nonsense_isRefused(String text) {
        assertThatThrownBy(() -> Allowance.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addresses_ofOneIpv6Network_areOneCaller() {
        assertThat(Addresses.of(SocketAddress.inetSocketAddress(1, "2001:db8::1")))
                .isEqualTo(Addresses.of(SocketAddress.inetSocketAddress(1, "2001:db8:0:0:ffff::2")))
                .isNotEqualTo(Addresses.of(SocketAddress.inetSocketAddress(1, "2001:db8:0:1::1")));
        assertThat(Addresses.of(SocketAddress.inetSocketAddress(1, "192.0.2.7")))
                .isEqualTo("192.0.2.7");
        assertThat(Addresses.of(null)).isEqualTo("unknown");
    }

    @Test
    void spending_ofAPath_isItsKind() {
        assertThat(Spending.of(HttpMethod.GET, "/v1/numbers/95588")).isEqualTo(Spending.LOOKUPS);
        assertThat(Spending.of(HttpMethod.POST, "/v1/numbers/batch")).isEqualTo(Spending.LOOKUPS);
        assertThat(Spending.of(HttpMethod.POST, "/v1/reports")).isEqualTo(Spending.REPORTS);
        assertThat(Spending.of(HttpMethod.GET, "/v1/reports/1")).isEqualTo(Spending.OTHERS);
        assertThat(Spending.of(HttpMethod.GET, "/v1/keys")).isEqualTo(Spending.OTHERS);
    }
}

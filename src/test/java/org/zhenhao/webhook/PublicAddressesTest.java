package org.zhenhao.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.problem.ProblemException;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "fec0::1"
            })
    void isPublic_addressInsideSomeNetwork_isNot(String literal) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "8.8.8.8", "100.63.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "240e::1"})
    void isPublic_ordinaryAddress_is(String literal) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org/",
                "https://user:secret@example.org/",
                "https:///x",
                "https://example.org/#x",
                "https://example.org:22/",
                "https://example.org:0/",
                "nonsense",
                "https://exa mple.org/",
                "",
                "file:///etc/passwd"
            })
    void target_otherAddress_isRefused(String url) {
        assertThatThrownBy(() -> WebhookTarget.of(url, false)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://localhost/",
                "https://169.254.169.254/latest",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://[::ffff:127.0.0.1]/",
                "https://127.1/"
            })
    void resolve_hostInside_isRefusedHoweverWritten(String url) {
        assertThatThrownBy(() -> WebhookTarget.of(url, false).resolve(false))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(UnknownHostException.class),
                        failure -> assertThat(failure).isInstanceOf(ProblemException.class));
    }

    @Test
    void signature_bodyAndTime_areBothCovered() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String signature = Signature.of("whsec_1", 1_700_000_000L, body);

        assertThat(signature).matches("t=1700000000,v1=[0-9a-f]{64}");
        assertThat(Signature.of("whsec_1", 1_700_000_001L, body)).isNotEqualTo(signature);
        assertThat(Signature.of("whsec_2", 1_700_000_000L, body)).isNotEqualTo(signature);
        assertThat(Signature.of("whsec_1", 1_700_000_000L, new byte[0])).isNotEqualTo(signature);
    }
}

package org.zhenhao.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.problem.ProblemException;

/** The service is not to be sent to doors that only it can reach, however they are written. */
class WebhookTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://localhost/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00::1]/",
                "https://10.0.0.1:8443/",
                "https://172.16.0.1/",
                "https://192.168.0.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://224.0.0.1/"
            })
    void resolve_addressThatIsNotPublic_isRefused(String url) {
        assertThatThrownBy(() -> WebhookTarget.of(url, false).resolve(false))
                .isInstanceOfAny(ProblemException.class, UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://203.0.114.1/",
                "ftp://203.0.114.1/",
                "file:///etc/passwd",
                "gopher://203.0.114.1/",
                "https://user:pass@203.0.114.1/",
                "https://203.0.114.1#@10.0.0.1/",
                "https://203.0.114.1:22/",
                "https:///etc/passwd",
                "https://203.0.114.1\r\nHost: x/",
                "//203.0.114.1/",
                "203.0.114.1"
            })
    void of_otherSchemesUsersPortsAndNonsense_isRefused(String url) {
        assertThatThrownBy(() -> WebhookTarget.of(url, false)).isInstanceOf(ProblemException.class);
    }

    @Test
    void resolve_publicAddress_isThatAddress() throws UnknownHostException {
        assertThat(WebhookTarget.of("https://203.0.114.1:8443/a?b=c", false)
                        .resolve(false)
                        .getHostAddress())
                .isEqualTo("203.0.114.1");
    }
}

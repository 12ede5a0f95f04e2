package org.zhenhao.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final Pseudonyms pseudonyms = Pseudonyms.under(SECRET);

    @Test
    void hmac_parts_isHmacSha256OverLengthPrefixedParts() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        byte[] input = HexFormat.of().parseHex("00000001" + "70" + "00000002" + "6162" + "00000003" + "e790b2");

        assertThat(pseudonyms.hmac("p", "ab", "琲")).isEqualTo(mac.doFinal(input));
    }

    @Test
    void hmac_sameTextCutElsewhere_differs() {
        assertThat(pseudonyms.hmac("p", "ab", "c")).isNotEqualTo(pseudonyms.hmac("p", "a", "bc"));
        assertThat(pseudonyms.hmac("p", "ab")).isNotEqualTo(pseudonyms.hmac("pa", "b"));
        assertThat(pseudonyms.hmac("p", "a", "")).isNotEqualTo(pseudonyms.hmac("p", "a"));
    }

    @Test
    void hmac_otherPurposeOrSecret_differs() {
        Pseudonyms other = Pseudonyms.under("0123456789abcdeF".getBytes(StandardCharsets.US_ASCII));

        assertThat(pseudonyms.hmac("p", "a")).isNotEqualTo(pseudonyms.hmac("q", "a"));
        assertThat(pseudonyms.hmac("p", "a")).isNotEqualTo(other.hmac("p", "a"));
    }

    @Test
    void hmac64AndReporter_areTheBeginning() {
        assertThat(pseudonyms.hmac64("p", "a"))
                .isEqualTo(ByteBuffer.wrap(pseudonyms.hmac("p", "a")).getLong());
        assertThat(pseudonyms.reporter("key", "me")).hasSize(16).isNotEqualTo(pseudonyms.reporter("other", "me"));
    }

    @Test
    void hmac_manyThreads_givesTheSame() {
        byte[] expected = pseudonyms.hmac("p", "a");
        List<Boolean> same = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> java.util.Arrays.equals(expected, pseudonyms.hmac("p", "a")))
                .toList();

        assertThat(same).doesNotContain(false);
    }

    @Test
    void under_shortSecret_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pseudonyms.under(new byte[15]));
    }
}

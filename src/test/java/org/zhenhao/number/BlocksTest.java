package org.zhenhao.number;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {
    @ParameterizedTest
    @CsvSource({
        "+8613912340042,MOBILE,+861391234xxxx,4",
        "+8613912349999,MOBILE,+861391234xxxx,4",
        "CN-9512345,CALL_CENTRE_95,CN-95123xx,2",
        "CN-106575500,SMS_GATEWAY_106,CN-106575xxx,3"
    })
    void prefix_everyLevel_isTheNumberWithoutItsLastDigits(String key, NumberKind kind, String page, int dropped) {
        Blocks blocks = requireNonNull(Blocks.of(key, kind));

        assertThat(blocks.page()).isEqualTo(page);
        assertThat(blocks.dropped()).isEqualTo(dropped);
        for (int level = 0; level <= dropped; level++) {
            assertThat(blocks.prefix(level)).isEqualTo(key.substring(0, key.length() - level));
        }
    }
}

package org.zhenhao.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRequestTest {
    @ParameterizedTest
    @CsvSource({
        "13800138000, 13800138000",
        "+8613800138000, +8613800138000",
        "%2B8613800138000, +8613800138000",
        "170-1234-5678, 170-1234-5678",
        "CN-95588, CN-95588",
        "batches, batches"
    })
    void of_plainNumber_isIt(String path, String number) {
        assertThat(PlainRequest.of("/v1/numbers/" + path)).isEqualTo(new PlainRequest(number, null, null, null, null));
    }

    @Test
    void of_parameters_areThem() {
        assertThat(PlainRequest.of("/v1/numbers/1?verstat=failed&channel=sms&region=CN&presentation=allowed"))
                .isEqualTo(new PlainRequest("1", "CN", "sms", "failed", "allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "%2B",
                "batch",
                "1/",
                "1/2",
                "1 2",
                "1%202",
                "1;a=b",
                "号",
                "1+2",
                "+%2B1",
                "%2b1",
                "1?",
                "1?x",
                "1?region=CN&",
                "1?region=CN&region=US",
                "1?region=",
                "1?=1",
                "1?region=C%4E",
                "1?region=CN#x",
                "1#x",
                "1?as_of=2020-01-01T00:00:00Z",
                "1?explain=true",
                "1?claim=ICBC",
                "1?a=1",
                "1?region=CN;channel=sms",
                "111111111111111111111111111111111111111111111111111111111111111111",
                "1?region=CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
            })
    void of_anythingElse_isLeftToTheOthers(String rest) {
        assertThat(PlainRequest.of("/v1/numbers/" + rest)).isNull();
    }
}

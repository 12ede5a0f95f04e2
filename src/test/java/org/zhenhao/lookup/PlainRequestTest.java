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
        assertThat(PlainRequest.of("/v1/numbers/" + path))
                .isEqualTo(new PlainRequest(number, null, null, null, null, null));
    }

    @Test
    void of_parameters_areThem() {
        assertThat(PlainRequest.of("/v1/numbers/1?verstat=failed&channel=sms&region=CN&presentation=allowed"))
                .isEqualTo(new PlainRequest("1", "CN", "sms", "failed", "allowed", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ICBC", "%E5%B7%A5%E5%95%86%e9%93%b6%e8%a1%8c", "Bank+of+China", "+", "%26%00"})
    void of_claim_isKeptAsItStands(String claim) {
        assertThat(PlainRequest.of("/v1/numbers/1?claim=" + claim + "&channel=sms"))
                .isEqualTo(new PlainRequest("1", null, "sms", null, null, claim));
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
                "1?claim=",
                "1?claim=%E5%B7%A",
                "1?claim=%",
                "1?claim=%4",
                "1?claim=%4g",
                "1?claim=a;b",
                "1?claim=a%20b=c",
                "1?claim=a&claim=a",
                "1?region=C+N",
                "1?a=1",
                "1?region=CN;channel=sms",
                "111111111111111111111111111111111111111111111111111111111111111111",
                "1?region=CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
            })
    void of_anythingElse_isLeftToTheOthers(String rest) {
        assertThat(PlainRequest.of("/v1/numbers/" + rest)).isNull();
    }

    @Test
    void of_claimTooLongToBeOne_isLeftToTheOthers() {
        String longest = "%E5".repeat(300);

        assertThat(PlainRequest.of("/v1/numbers/1?claim=" + longest)).isNotNull();
        assertThat(PlainRequest.of("/v1/numbers/1?claim=" + longest + "x")).isNull();
    }
}

package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

/** What is given again must never hide what was learnt in between. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class RecentAnswersTest {
    private static final String NUMBER = "17055501234";

    @Test
    void lookup_afterEachChange_saysWhatIsTrueNow() {
        for (int reports = 1; reports <= 3; reports++) {
            report(NUMBER, reports);
            assertThat(lookup(NUMBER, "en").getInt("reports.negative")).isEqualTo(reports);
            assertThat(lookup(NUMBER, "en").getMap("")).containsAllEntriesOf(timeless(lookup(NUMBER, "en")));
        }
        JsonPath before = lookup(NUMBER, "en");
        assertThat(lookup(NUMBER, "zh-CN").getString("reasons[0].text"))
                .isNotEqualTo(before.getString("reasons[0].text"));
        assertThat(lookup("+86" + NUMBER, "en").getString("input")).isEqualTo("+86" + NUMBER);
        assertThat(lookup(NUMBER, "en").getString("input")).isEqualTo(NUMBER);

        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of("number", NUMBER, "reason", "spoofed_owner", "statement", "not I"))
                .post("/v1/disputes")
                .then()
                .statusCode(201);
        assertThat(before.getBoolean("disputed")).isFalse();
        assertThat(lookup(NUMBER, "en").getBoolean("disputed")).isTrue();
    }

    @Test
    void fitting_smallHeap_isFewer() {
        assertThat(RecentAnswers.fitting(192L << 20)).isEqualTo(4096);
        assertThat(RecentAnswers.fitting(1L << 30)).isEqualTo(16_384);
    }

    /** One number, asked again and again with this claim and that, while the registry changes. */
    @Test
    void claim_afterEachChange_saysWhatIsTrueNow() {
        String number = "075586770001";
        assertThat(claimed(number, "%E5%B8%B8%E5%8F%98%E9%93%B6%E8%A1%8C")).isEqualTo("institution_unknown");
        enter(Map.of("number", "075586770002", "name", "常变银行"));
        assertThat(claimed(number, "%E5%B8%B8%E5%8F%98%E9%93%B6%E8%A1%8C")).isEqualTo("not_in_registry");
        assertThat(claimed(number, "%E4%B8%AD%E5%9B%BD%E9%93%B6%E8%A1%8C")).isEqualTo("not_in_registry");
        assertThat(lookup(number, "en").getMap("")).doesNotContainKey("claim");
        enter(Map.of("number", number, "name", "常变银行"));
        for (int i = 0; i < 2; i++) {
            assertThat(claimed(number, "%E5%B8%B8%E5%8F%98%E9%93%B6%E8%A1%8C")).isEqualTo("listed");
            assertThat(claimed(number, "%E4%B8%AD%E5%9B%BD%E9%93%B6%E8%A1%8C")).isEqualTo("other_owner");
        }
    }

    /** As often as it takes to be answered from what was kept; the reason given last. */
    private static String claimed(String number, String claim) {
        String reason = "";
        for (int i = 0; i < 3; i++) {
            reason = given().urlEncodingEnabled(false)
                    .get("/v1/numbers/" + number + "?claim=" + claim)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("claim.reason");
        }
        return reason;
    }

    private static void enter(Map<String, String> entry) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(List.of(entry))
                .post("/v1/registry/entries")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> timeless(JsonPath answer) {
        Map<String, Object> members = new HashMap<>(answer.getMap(""));
        members.remove("asOf");
        return members;
    }

    private static JsonPath lookup(String number, String language) {
        return given().header("Accept-Language", language)
                .get("/v1/numbers/" + number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void report(String number, int i) {
        given().contentType("application/json")
                .header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .body(Map.of("number", number, "category", "debt_collection", "reporter", "recent answers " + i))
                .post("/v1/reports")
                .then()
                .statusCode(201);
    }
}

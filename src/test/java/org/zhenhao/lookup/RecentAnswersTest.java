package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
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

package org.zhenhao.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ModerationEndpointTest.Settings.class)
class ModerationEndpointTest {
    private static final String KEY = "zh_test_admin_key_of_moderation_0123456789";

    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zhenhao.admin-key",
                    KEY,
                    "zhenhao.shadow-policy.level.elevated-in",
                    "0.3",
                    "zhenhao.shadow-policy.level.elevated-out",
                    "0.2");
        }
    }

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", KEY);
    }

    private static void importLines(List<String> lines) {
        admin().contentType("text/plain")
                .body(String.join("\n", lines))
                .post("/v1/imports?format=reports")
                .then()
                .statusCode(200)
                .body("refused", equalTo(0));
    }

    /** A gang that reports the same unrelated numbers, and somebody honest. */
    private static List<String> gang(String mark, int numbers) {
        List<String> lines = new java.util.ArrayList<>();
        for (int number = 0; number < numbers; number++) {
            for (int reporter = 0; reporter < 14; reporter++) {
                lines.add(("{\"id\":\"%s-%d-%d\",\"number\":\"138%02d115%03d\",\"category\":\"fraud\",\"occurredAt\":"
                                + "\"2026-09-%02dT10:%02d:00Z\",\"reporter\":\"%s-%d\",\"network\":\"net-%d\"}")
                        .formatted(
                                mark,
                                number,
                                reporter,
                                number * 7 + 10,
                                number * 3 + 100,
                                number + 1,
                                reporter,
                                mark,
                                reporter,
                                reporter));
            }
        }
        return lines;
    }

    @Test
    void quarantine_colludingReporters_areListedAndCanBeLifted() {
        importLines(gang("gang", 5));

        List<Map<String, Object>> held = admin().get("/v1/moderation/reporters?state=quarantined&limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("reporters");
        assertThat(held).isNotEmpty();
        String reporter = (String) held.get(0).get("reporter");
        assertThat(held.get(0)).containsEntry("by", "model");

        admin().post("/v1/moderation/reporters/" + reporter + "/lift?note=checked")
                .then()
                .statusCode(200)
                .body("act", equalTo("lift"))
                .body("opinions", greaterThan(0));
        admin().post("/v1/moderation/reporters/" + reporter + "/quarantine")
                .then()
                .statusCode(200)
                .body("act", equalTo("quarantine"));
        admin().get("/v1/moderation/reporters/" + reporter + "/acts")
                .then()
                .statusCode(200)
                .body("acts", hasSize(3))
                .body("acts[0].actor", notNullValue())
                .body("acts[1].note", equalTo("checked"))
                .body("acts[2].actor", equalTo("model"));
    }

    @Test
    void moderation_withoutScopeOrReporter_isRefused() {
        given().get("/v1/moderation/reporters").then().statusCode(401);
        given().post("/v1/moderation/reporters/" + "0".repeat(32) + "/lift")
                .then()
                .statusCode(401);
        admin().post("/v1/moderation/reporters/" + "0".repeat(32) + "/lift")
                .then()
                .statusCode(404);
        admin().post("/v1/moderation/reporters/nobody/lift").then().statusCode(404);
        admin().get("/v1/moderation/reporters?limit=0").then().statusCode(400);
    }

    @Test
    void lookup_explain_namesWhatTheScoreIsMadeOf() {
        importLines(gang("told", 1));

        admin().get("/v1/numbers/13810115100?explain=true&as_of=2026-09-02T00:00:00Z")
                .then()
                .statusCode(200)
                .body("explain.prior.blocks", hasSize(4))
                .body("explain.weights.fresh", greaterThan(0f))
                .body("explain.risk", greaterThan(0f))
                .body("explain.change.badToHigh", greaterThan(0f));
        given().get("/v1/numbers/13810115100?explain=true").then().statusCode(401);
    }

    @Test
    void lookup_asOfBeforeLaterReports_isMadeAnew() {
        importLines(
                List.of(
                        "{\"id\":\"p1\",\"number\":\"13955556666\",\"category\":\"fraud\",\"occurredAt\":\"2026-10-01T10:00:00Z\",\"reporter\":\"p1\",\"network\":\"a\"}",
                        "{\"id\":\"p2\",\"number\":\"13955556666\",\"category\":\"fraud\",\"occurredAt\":\"2026-10-05T10:00:00Z\",\"reporter\":\"p2\",\"network\":\"b\"}"));

        admin().get("/v1/numbers/13955556666?as_of=2026-10-02T00:00:00Z")
                .then()
                .statusCode(200)
                .body("reports.negative", equalTo(1));
        admin().get("/v1/numbers/13955556666?as_of=2026-09-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("reports.negative", equalTo(0));
        admin().get("/v1/numbers/13955556666").then().body("reports.negative", equalTo(2));
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics).contains("zhenhao_shadow_difference").contains("zhenhao_quarantined_reporters");
    }
}

package org.zhenhao.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ModerationEndpointTest.Settings.class)
class ModerationEndpointTest {
    private static final String KEY = "zh_test_admin_key_of_moderation_0123456789";
    /** A day twelve weeks ago, for what is reported counts less from month to month. */
    private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).minusWeeks(12);

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

    /** People who each report a number of their own. */
    private static List<String> bystanders() {
        List<String> lines = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(
                    ("{\"id\":\"by-%d\",\"number\":\"137%04d1234\",\"category\":\"threat\",\"occurredAt\":\"%sT10:00:00Z\",\"reporter\":\"by-%d\",\"network\":\"by-%d\"}")
                            .formatted(i, 1000 + i * 31, FIRST.minusDays(2), i, i));
        }
        return lines;
    }

    /** A gang that reports the same unrelated numbers, and somebody honest. */
    private static List<String> gang(String mark, int numbers) {
        List<String> lines = new java.util.ArrayList<>();
        for (int number = 0; number < numbers; number++) {
            for (int reporter = 0; reporter < 14; reporter++) {
                lines.add(("{\"id\":\"%s-%d-%d\",\"number\":\"138%02d115%03d\",\"category\":\"fraud\",\"occurredAt\":"
                                + "\"%sT10:%02d:00Z\",\"reporter\":\"%s-%d\",\"network\":\"net-%d\"}")
                        .formatted(
                                mark,
                                number,
                                reporter,
                                number * 7 + 10,
                                number * 3 + 100,
                                FIRST.plusDays(number),
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
        importLines(bystanders());
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
    void appeal_upheldAndReversed_isSeenByTheNextLookup() {
        importLines(gang("wrong", 1).stream()
                .map(line -> line.replace("13810115100", "13877778888")
                        .replace(FIRST.toString(), FIRST.plusWeeks(9).toString()))
                .toList());
        lookup("13877778888").body("reports.negative", equalTo(14));

        String id = admin().contentType("application/json")
                .body("{\"number\":\"138-7777-8888\",\"reference\":\"case 7\",\"note\":\"holder proved it\"}")
                .post("/v1/moderation/appeals")
                .then()
                .statusCode(200)
                .body("act", equalTo("uphold"))
                .body("opinions", equalTo(14))
                .extract()
                .path("id");
        lookup("13877778888").body("level", equalTo("low")).body("reports.negative", equalTo(0));
        admin().post("/v1/moderation/appeals/" + id + "/reverse?note=forged")
                .then()
                .statusCode(200)
                .body("reverses", equalTo(id));

        lookup("13877778888").body("reports.negative", equalTo(14));
        admin().get("/v1/moderation/appeals?number=13877778888")
                .then()
                .statusCode(200)
                .body("acts", hasSize(2))
                .body("acts[0].act", equalTo("reverse"))
                .body("acts[1].note", equalTo("holder proved it"));
        admin().post("/v1/maintenance/rebuild").then().body("numbersDiffering", equalTo(0));
    }

    @Test
    void bursts_manyReportsWithinAnHour_areListed() {
        importLines(gang("burst", 1).stream()
                .map(line -> line.replace("13810115100", "13899990000"))
                .toList());

        Map<String, Object> burst = admin().get("/v1/moderation/bursts?hours=2&limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("bursts.find { it.number == '+8613899990000' }");
        assertThat(burst).containsEntry("reports", 14).containsEntry("hour", FIRST + "T10:00:00Z");
        admin().get("/v1/moderation/bursts?hours=0").then().statusCode(400);
        given().get("/v1/moderation/bursts").then().statusCode(401);
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("policy"));
    }

    @Test
    void appeal_badRequests_areRefused() {
        given().post("/v1/moderation/appeals/0000000000000/reverse").then().statusCode(401);
        admin().post("/v1/moderation/appeals/0000000000000/reverse").then().statusCode(404);
        admin().get("/v1/moderation/appeals?limit=0").then().statusCode(400);
        for (String body : List.of(
                "{}",
                "{\"number\":\"anonymous\"}",
                "{\"number\":\"12ab\"}",
                "{\"number\":\"13877778888\",\"reference\":\"\"}")) {
            admin().contentType("application/json")
                    .body(body)
                    .post("/v1/moderation/appeals")
                    .then()
                    .statusCode(400);
        }
    }

    private static io.restassured.response.ValidatableResponse lookup(String number) {
        return admin().get("/v1/numbers/" + number).then().statusCode(200);
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
        importLines(gang("told", 1).stream()
                .map(line -> line.replace("13810115100", "13811112222"))
                .toList());

        io.restassured.response.ValidatableResponse answer = admin().get(
                        "/v1/numbers/13811112222?explain=true&as_of=" + FIRST.plusDays(1) + "T00:00:00Z")
                .then()
                .statusCode(200)
                .body("explain.prior.blocks", hasSize(4))
                .body("explain.tally.fresh", greaterThan(0f))
                .body("explain.risk", greaterThan(0f))
                .body("explain.reports", hasSize(14))
                .body("explain.reports[0].category", equalTo("fraud"))
                .body("explain.reports[0].hour", equalTo(FIRST + "T10:00:00Z"))
                .body("explain.reports[0].reductions.reason", hasItem("hour_burst"))
                .body("explain.reports[0].reductions.reason", hasItem("probation_cap"))
                .body("explain.unlisted", equalTo(0))
                .body("explain.changes.way", hasItem("days_of_silence"))
                .body("explain.changes.to", hasItem("high"));
        List<String> pseudonyms = new java.util.ArrayList<>();
        List<Map<String, Object>> held = admin().get("/v1/moderation/reporters?limit=1000")
                .then()
                .extract()
                .path("reporters");
        held.forEach(one -> pseudonyms.add((String) one.get("reporter")));
        String text = answer.extract().asString();
        assertThat(pseudonyms).noneMatch(text::contains);
        given().get("/v1/numbers/13811112222?explain=true").then().statusCode(401);
    }

    @Test
    void lookup_asOfBeforeNeighboursReports_knowsNothingOfThem() {
        List<String> lines = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            lines.add(
                    ("{\"id\":\"n%d\",\"number\":\"1395555777%d\",\"category\":\"fraud\",\"occurredAt\":\"%sT10:00:00Z\",\"reporter\":\"n%d\",\"network\":\"n%d\"}")
                            .formatted(i, i, FIRST.plusDays(i + 2), i, i));
        }
        importLines(lines);
        String before = "/v1/numbers/13955557779?as_of=" + FIRST + "T00:00:00Z";
        String later = FIRST.plusDays(5) + "T00:00:00Z";
        String between = "/v1/numbers/13955557779?as_of=" + later;

        admin().get(before).then().statusCode(200).body("block", nullValue()).body("level", equalTo("unknown"));
        admin().get(between).then().statusCode(200).body("block.numbers", equalTo(3));
        admin().get("/v1/numbers/13955557779").then().body("block.numbers", equalTo(8));
        Map<String, Object> single = admin().get(between).jsonPath().getMap("");
        Map<String, Object> batched = admin().contentType("application/json")
                .body("{\"as_of\":\"" + later + "\",\"numbers\":[\"13955557779\",\"13955557770\"]}")
                .post("/v1/numbers/batch")
                .jsonPath()
                .getMap("results[0]");
        assertThat(batched).isEqualTo(single);
    }

    @Test
    void lookup_asOfBeforeLaterReports_isMadeAnew() {
        String line =
                "{\"id\":\"%s\",\"number\":\"13955556666\",\"category\":\"fraud\",\"occurredAt\":\"%sT10:00:00Z\",\"reporter\":\"%s\",\"network\":\"%s\"}";
        importLines(
                List.of(line.formatted("p1", FIRST, "p1", "a"), line.formatted("p2", FIRST.plusDays(4), "p2", "b")));
        String between = FIRST.plusDays(1) + "T00:00:00Z";

        admin().get("/v1/numbers/13955556666?as_of=" + between)
                .then()
                .statusCode(200)
                .body("reports.negative", equalTo(1));
        admin().get("/v1/numbers/13955556666?as_of=" + FIRST.minusDays(30) + "T00:00:00Z")
                .then()
                .statusCode(200)
                .body("reports.negative", equalTo(0));
        admin().get("/v1/numbers/13955556666").then().body("reports.negative", equalTo(2));
        admin().contentType("application/json")
                .body("{\"as_of\":\"" + between + "\",\"numbers\":[\"13955556666\",\"13955556667\",\"x\"]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(200)
                .body("results[0].reports.negative", equalTo(1))
                .body("results[1].block.numbers", equalTo(1))
                .body("results[2].error.code", equalTo("bad_number"));
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics).contains("zhenhao_shadow_difference").contains("zhenhao_quarantined_reporters");
    }
}

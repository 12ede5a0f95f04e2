package org.zhenhao.dispute;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class DisputeTest {
    @Inject
    OpenDisputes open;

    @Test
    void upheldDispute_overrulesWhatWasReported_andIsOnTheRecord() {
        String number = "13911112222";
        report(number, "r1");
        report(number, "r2");
        JsonPath opened =
                open(number, "recycled_number").statusCode(201).extract().jsonPath();
        String id = opened.getString("dispute.id");
        assertThat(open.contains("+8613911112222")).isTrue();
        assertThat(opened.getString("terms")).contains("at the latest");

        decide(id, true).statusCode(409).body("detail", containsString("not proven"));
        admin().post("/v1/disputes/" + id + "/proven").then().statusCode(200).body("proven", equalTo(true));
        decide(id, true)
                .statusCode(200)
                .body("state", equalTo("upheld"))
                .body("disputed", equalTo(false))
                .body("overruled", equalTo(2));

        assertThat(open.contains("+8613911112222")).isFalse();
        given().get("/v1/numbers/" + number)
                .then()
                .body("reports.negative", equalTo(0))
                .body("level", not(equalTo("high")));
        given().header("X-Dispute-Token", opened.getString("token"))
                .get("/v1/disputes/" + id)
                .then()
                .statusCode(200)
                .body("decision", equalTo("reasons told"))
                .body("decidedBy", nullValue())
                .body("statement", nullValue());
        given().get("/v1/disputes/log")
                .then()
                .statusCode(200)
                .body("outcomes.upheld", greaterThanOrEqualTo(1))
                .body("latest.reason", hasItem("recycled_number"))
                .body("latest.kind", hasItem("mobile"))
                .body(not(containsString("13911112222")));
        decide(id, false).statusCode(409);
    }

    @Test
    void rejectedDispute_cannotBeOpenedAgainSoon() {
        String id = open("13911113333", "wrongly_reported")
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("dispute.id");
        open("13911113333", "wrongly_reported").statusCode(409);
        decide(id, false).statusCode(200).body("state", equalTo("rejected"));
        assertThat(open.contains("+8613911113333")).isFalse();
        open("13911113333", "wrongly_reported").statusCode(409);
    }

    @Test
    void withdrawnDispute_closes_andOnlyItsTokenOpensIt() {
        JsonPath opened =
                open("13911114444", "spoofed_owner").statusCode(201).extract().jsonPath();
        String id = opened.getString("dispute.id");
        given().get("/v1/disputes/" + id).then().statusCode(404);
        given().header("X-Dispute-Token", "zd_guess")
                .get("/v1/disputes/" + id)
                .then()
                .statusCode(404);
        given().header("X-Dispute-Token", "zd_guess")
                .post("/v1/disputes/" + id + "/withdraw")
                .then()
                .statusCode(404);
        given().header("X-Dispute-Token", opened.getString("token"))
                .contentType("application/json")
                .body(Map.of("answer", "123456"))
                .post("/v1/disputes/" + id + "/proof")
                .then()
                .statusCode(200)
                .body("proven", equalTo(false));
        given().header("X-Dispute-Token", opened.getString("token"))
                .post("/v1/disputes/" + id + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("withdrawn"));
        assertThat(open.contains("+8613911114444")).isFalse();
    }

    @Test
    void badDisputes_areRefused_andModerationIsClosed() {
        open("+86110", "wrongly_reported").statusCode(400).body("field", equalTo("number"));
        open("13911115555", "spite").statusCode(400).body("field", equalTo("reason"));
        Map<String, String> body = request("13911115555", "spoofed_owner");
        body.put("proof", "sms_code");
        admin().contentType("application/json")
                .body(body)
                .post("/v1/disputes")
                .then()
                .statusCode(400);
        given().get("/v1/disputes").then().statusCode(401);
        given().contentType("application/json")
                .body(Map.of("uphold", true, "reasons", "x"))
                .post("/v1/disputes/dis_x/decision")
                .then()
                .statusCode(401);
        admin().get("/v1/disputes?state=forgotten").then().statusCode(400);
    }

    @Test
    void disputes_fromOneNetwork_areHeldDown() {
        String key = admin().contentType("application/json")
                .body(Map.of("name", "many", "scopes", List.of("report")))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");
        for (int i = 0; i <= 5; i++) {
            given().header("X-Api-Key", key)
                    .contentType("application/json")
                    .body(request("1391111666" + i, "wrongly_reported"))
                    .post("/v1/disputes")
                    .then()
                    .statusCode(i < 5 ? 201 : 429);
        }
    }

    private static Map<String, String> request(String number, String reason) {
        return new HashMap<>(Map.of("number", number, "reason", reason, "statement", "it was not I"));
    }

    private static ValidatableResponse open(String number, String reason) {
        return admin().contentType("application/json")
                .body(request(number, reason))
                .post("/v1/disputes")
                .then();
    }

    private static ValidatableResponse decide(String id, boolean uphold) {
        return admin().contentType("application/json")
                .body(Map.of("uphold", uphold, "reasons", "reasons told", "publicNote", "seen"))
                .post("/v1/disputes/" + id + "/decision")
                .then();
    }

    private static void report(String number, String reporter) {
        admin().contentType("application/json")
                .body(Map.of("number", number, "category", "fraud", "reporter", reporter))
                .post("/v1/reports")
                .then()
                .statusCode(201);
    }

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY);
    }
}

package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.zhenhao.evidence.Checkpoint;
import org.zhenhao.evidence.Merkle;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class MarksEndpointTest {

    @Test
    void forgedShape_namesTheBankItImitates_andDoesNotAccuseIt() {
        lookup("+8695588", "")
                .body("spoof.suspected", equalTo(true))
                .body("spoof.imitates.number", equalTo("CN-95588"))
                .body("spoof.imitates.how", equalTo("forged_shape"))
                .body("registered", nullValue());
        // A bank's number that no other test reports.
        lookup("95595", "").body("spoof.imitates", nullValue()).body("level", equalTo("trusted"));
        lookup("17012345678", "").body("spoof.imitates", nullValue());
        lookup("+9558812345", "").body("spoof.imitates.how", equalTo("international_mimic"));
    }

    @Test
    void claim_onTheLookup_isAnsweredBesideTheVerdict() {
        lookup("17012345678", "claim=工商银行")
                .body("claim.result", equalTo("not_listed"))
                .body("claim.callBack", equalTo("95588"));
        lookup("95588", "claim=工商银行").body("claim.result", equalTo("confirmed"));
        lookup("95588", "").body("claim", nullValue());
        given().get("/v1/numbers/95588?claim=" + "x".repeat(101)).then().statusCode(400);
    }

    @Test
    void conduct_ofSeveralPeople_isRatedApartFromTrust() {
        String number = "95599";
        for (int i = 0; i < 3; i++) {
            lookup(number, "").body("conduct", nullValue());
            report(number, "legitimate", "conduct reporter " + i, i);
        }
        lookup(number, "")
                .body("level", equalTo("trusted"))
                .body("conduct.rules", equalTo("neutral-1"))
                .body("conduct.people", equalTo(3))
                .body("conduct.inBreach", equalTo(true))
                .body("conduct.facts.outside_hours", equalTo(3))
                .body("conduct.breaches.rule", hasItem("hours"))
                .body("conduct.last", notNullValue());
        given().get("/v1/conduct/rules")
                .then()
                .statusCode(200)
                .body("used", equalTo("neutral-1"))
                .body("sets.id", hasItem("cn-2026-3"));
    }

    @Test
    void disputedNumber_isSaidToBe_untilItIsTakenBack() {
        JsonPath opened = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of("number", "13922220001", "reason", "spoofed_owner", "statement", "not I"))
                .post("/v1/disputes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        lookup("13922220001", "").body("disputed", equalTo(true));
        given().contentType("application/json")
                .body(Map.of("numbers", List.of("13922220001", "13922220002")))
                .post("/v1/numbers/batch")
                .then()
                .body("results.disputed", equalTo(List.of(true, false)));
        given().header("X-Dispute-Token", opened.getString("token"))
                .post("/v1/disputes/" + opened.getString("dispute.id") + "/withdraw")
                .then()
                .statusCode(200);
        lookup("13922220001", "").body("disputed", equalTo(false));
    }

    @Test
    void receipt_ofAReport_provesThatItIsInTheLog() {
        JsonPath receipt = report("17099990001", "threat", "receipt reporter", 0);
        byte[] leaf = receipt.getString("receipt.leaf").getBytes(StandardCharsets.UTF_8);
        byte[] hash = Base64.getDecoder().decode(receipt.getString("receipt.leafHash"));
        assertThat(Merkle.leaf(leaf)).isEqualTo(hash);
        JsonPath log = given().get("/v1/log").then().statusCode(200).extract().jsonPath();
        byte[] key = Base64.getDecoder().decode(log.getString("publicKey"));
        Checkpoint then = Objects.requireNonNull(Checkpoint.open(receipt.getString("receipt.checkpoint"), key));
        assertThat(then.size()).isEqualTo(receipt.getLong("receipt.index") + 1);

        report("17099990001", "threat", "another receipt reporter", 0);
        JsonPath grown = given().get("/v1/log").then().extract().jsonPath();
        Checkpoint now = Objects.requireNonNull(Checkpoint.open(grown.getString("checkpoint"), key));
        assertThat(now.size()).isGreaterThan(then.size());
        List<byte[]> proof = given()
                .get("/v1/log/consistency?first=" + then.size() + "&second=" + now.size())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("proof")
                .stream()
                .map(Base64.getDecoder()::decode)
                .toList();
        assertThat(Merkle.consistent(then.size(), then.root(), now.size(), now.root(), proof))
                .isTrue();
        given().get("/v1/log/consistency?first=0&second=1").then().statusCode(400);
        given().get("/v1/log").then().body("size", greaterThan(1));
    }

    private static ValidatableResponse lookup(String number, String query) {
        return given().get("/v1/numbers/{number}" + (query.isEmpty() ? "" : "?" + query), number)
                .then()
                .statusCode(200);
    }

    /** Through a trusted key or another, so that the reports come from several networks. */
    private static JsonPath report(String number, String category, String reporter, int key) {
        return given().header("X-Api-Key", KEYS.get(key))
                .contentType("application/json")
                .body(Map.of(
                        "number",
                        number,
                        "category",
                        category,
                        "reporter",
                        reporter,
                        "conduct",
                        List.of("outside_hours", "threatened")))
                .post("/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static final List<String> KEYS = new java.util.AbstractList<>() {
        private final java.util.Map<Integer, String> made = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public String get(int index) {
            return made.computeIfAbsent(
                    index,
                    ignored -> given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                            .contentType("application/json")
                            .body(Map.of("name", "marks", "scopes", List.of("report")))
                            .post("/v1/keys")
                            .jsonPath()
                            .getString("key"));
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    };
}

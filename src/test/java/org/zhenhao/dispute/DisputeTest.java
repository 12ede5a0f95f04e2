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
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class DisputeTest {
    @Inject
    OpenDisputes open;

    @Inject
    DataSource store;

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
            openWith(key, "1391111666" + i).statusCode(i < 5 ? 201 : 429);
        }
    }

    @Test
    void disputes_withoutProof_areTenAtATimeForOneOpener() throws SQLException {
        JsonPath made = admin().contentType("application/json")
                .body(Map.of("name", "ten", "scopes", List.of("report")))
                .post("/v1/keys")
                .jsonPath();
        String key = made.getString("key");
        String opener = "key " + made.getString("info.id");
        // Of days before, so that it is not the number of one day that is too great.
        Stored.open(store, "ten_", 9, opener, Duration.ofDays(3));
        openWith(key, "13911117700").statusCode(201);
        openWith(key, "13911117701").statusCode(429).body("detail", containsString("10"));

        admin().post("/v1/disputes/ten_1/proven").then().statusCode(200);
        openWith(key, "13911117701").statusCode(201);
        openWith(key, "13911117702").statusCode(429);
        Stored.delete(store, "ten_");
        openWith(key, "13911117702").statusCode(201);
    }

    @Test
    void disputes_withoutProof_leaveListsUpToTheLastOfTheDay_laterOnesAreMarked() throws SQLException {
        Stored.open(store, "old_", 60, "others", Duration.ofHours(25));
        Stored.open(store, "day_", 49 - Stored.offLists(store), "others", Duration.ofHours(1));
        try {
            JsonPath last = open("13911117711", "wrongly_reported").extract().jsonPath();
            assertThat(last.getBoolean("dispute.offLists")).isTrue();
            JsonPath beyond = open("13911117712", "wrongly_reported").extract().jsonPath();
            assertThat(beyond.getBoolean("dispute.disputed")).isTrue();
            assertThat(beyond.getBoolean("dispute.offLists")).isFalse();
            assertThat(open.contains("+8613911117712")).isTrue();
            assertThat(open.offLists("+8613911117712")).isFalse();

            // Room that a proof makes is for those that come then.
            admin().post("/v1/disputes/" + last.getString("dispute.id") + "/proven")
                    .then()
                    .statusCode(200);
            open("13911117713", "wrongly_reported").body("dispute.offLists", equalTo(true));
            assertThat(open.offLists("+8613911117712")).isFalse();
        } finally {
            Stored.delete(store, "day_");
            Stored.delete(store, "old_");
        }
    }

    @Test
    void number_disputedAgainWithoutProof_staysOnTheLists_untilItIsProven() {
        JsonPath first = open("13911117721", "recycled_number").extract().jsonPath();
        assertThat(first.getBoolean("dispute.offLists")).isTrue();
        withdraw(first).statusCode(200);
        JsonPath again = open("13911117721", "recycled_number")
                .statusCode(201)
                .body("dispute.disputed", equalTo(true))
                .body("dispute.offLists", equalTo(false))
                .extract()
                .jsonPath();
        admin().post("/v1/disputes/" + again.getString("dispute.id") + "/proven")
                .then()
                .body("offLists", equalTo(true));
        assertThat(open.offLists("+8613911117721")).isTrue();
    }

    @Test
    void proof_answeredTooOften_isLeftToTheOperator() {
        JsonPath opened = open("13911117731", "spoofed_owner").extract().jsonPath();
        for (int i = 0; i <= 10; i++) {
            given().header("X-Dispute-Token", opened.getString("token"))
                    .contentType("application/json")
                    .body(Map.of("answer", String.valueOf(100_000 + i)))
                    .post("/v1/disputes/" + opened.getString("dispute.id") + "/proof")
                    .then()
                    .statusCode(i < 10 ? 200 : 409);
        }
        String id = opened.getString("dispute.id");
        admin().get("/v1/disputes/" + id).then().statusCode(200).body("statement", equalTo("it was not I"));
        given().get("/v1/disputes/" + id).then().statusCode(404);
    }

    @Test
    void decisions_thatMeet_makeOneThingOfADispute() throws Exception {
        for (int round = 0; round < 5; round++) {
            String number = "1391111774" + round;
            report(number, "r1");
            String id = open(number, "wrongly_reported").extract().jsonPath().getString("dispute.id");
            admin().post("/v1/disputes/" + id + "/proven").then().statusCode(200);
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService two = Executors.newFixedThreadPool(2);
            Future<Integer> upheld = two.submit(() -> {
                start.await();
                return decide(id, true).extract().statusCode();
            });
            Future<Integer> rejected = two.submit(() -> {
                start.await();
                return decide(id, false).extract().statusCode();
            });
            assertThat(List.of(upheld.get(), rejected.get())).containsExactlyInAnyOrder(200, 409);
            two.shutdown();
            // What became of it is what was done.
            given().get("/v1/numbers/" + number).then().body("reports.negative", equalTo(upheld.get() == 200 ? 0 : 1));
        }
    }

    @Test
    void decision_withANumberInThePublicNote_isRefused() {
        String id = open("13911117751", "wrongly_reported").extract().jsonPath().getString("dispute.id");
        for (String note : List.of("was 139 1111 7751", "号码13911117751", "ends on 111-7751")) {
            admin().contentType("application/json")
                    .body(Map.of("uphold", false, "reasons", "x", "publicNote", note))
                    .post("/v1/disputes/" + id + "/decision")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("publicNote"));
        }
        for (String path : List.of("", "/" + id + "/proof", "/" + id + "/decision")) {
            admin().contentType("application/json")
                    .post("/v1/disputes" + path)
                    .then()
                    .statusCode(400);
        }
    }

    private static ValidatableResponse withdraw(JsonPath opened) {
        return given().header("X-Dispute-Token", opened.getString("token"))
                .post("/v1/disputes/" + opened.getString("dispute.id") + "/withdraw")
                .then();
    }

    private static Map<String, String> request(String number, String reason) {
        return new HashMap<>(Map.of("number", number, "reason", reason, "statement", "it was not I"));
    }

    /** Opens one by somebody who opened none before. */
    private static ValidatableResponse open(String number, String reason) {
        String key = admin().contentType("application/json")
                .body(Map.of("name", "holder", "scopes", List.of("report")))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");
        return openWith(key, number, reason);
    }

    private static ValidatableResponse openWith(String key, String number) {
        return openWith(key, number, "wrongly_reported");
    }

    private static ValidatableResponse openWith(String key, String number, String reason) {
        return given().header("X-Api-Key", key)
                .contentType("application/json")
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

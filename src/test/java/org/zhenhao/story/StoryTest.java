package org.zhenhao.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.NetworksProfile;

/** One day of somebody who is called in other people's names; each step says what a lookup answers. */
@QuarkusTest
@TestProfile(NetworksProfile.class)
class StoryTest {
    private static final String ADMIN = AdminKeyProfile.ADMIN_KEY;
    private static final int PEOPLE = 12;
    /** Who finds campaigns rests twenty times as long as it took him, and a first run is slow. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private final List<String> people = new ArrayList<>();

    @Test
    void story_fromTheForgedCallToTheDecision_eachStepSaysWhatIsKnown() throws GeneralSecurityException {
        for (int i = 0; i < PEOPLE; i++) {
            people.add(key(List.of("report", "lookup")));
        }
        forgedBankCall();
        rotatingCollector();
        relativesCalled();
        verifiedAgencyAtNight();
        recycledNumber();
    }

    /** A forged shape shows the bank's code; the bank is not accused, the claim is contradicted. */
    private void forgedBankCall() {
        JsonPath forged = lookup("+8695555", "claim=招商银行");
        say("forged bank call", forged);
        assertThat(forged.getString("spoof.imitates.number")).isEqualTo("CN-95555");
        assertThat(forged.getString("claim.result")).isEqualTo("contradicted");
        assertThat(forged.getString("claim.callBack")).isEqualTo("95555");
        for (int i = 0; i < PEOPLE; i++) {
            report(i, "95555", "impersonation", List.of("claimed_bank"));
        }
        JsonPath bank = lookup("95555", "");
        say("the bank's own number after the wave", bank);
        assertThat(bank.getString("level")).isIn("trusted", "low");
        // None of these people has a record yet, and new accounts alone move nothing; what people with one bring about
        // is
        // shown by AcceptanceH2Test.
        assertThat(bank.getString("action")).isIn("allow", "warn");
    }

    /** A collector hops from number to number of a block, and calls relatives and colleagues. */
    private void rotatingCollector() {
        int before = lookup("17155550009", "").getInt("score");
        for (int number = 0; number < 8; number++) {
            for (int person = 0; person < 4; person++) {
                report(
                        person,
                        "1715555000" + number,
                        person % 2 == 0 ? "debt_collection_harassment" : "third_party_contact",
                        List.of("refused_identity", "third_party_told", "threatened"));
            }
        }
        JsonPath fresh = lookup("17155550009", "");
        say("a fresh number of the collector's block", fresh);
        assertThat(fresh.getInt("score")).isGreaterThan(before);
        assertThat(fresh.getString("level")).isNotEqualTo("high");
        JsonPath used = lookup("17155550001", "");
        say("a number the collector has used", used);
        assertThat(used.getInt("score")).isGreaterThan(fresh.getInt("score") - 1);
        assertThat(used.getBoolean("conduct.inBreach")).isTrue();
        assertThat(used.getList("conduct.breaches.rule")).contains("third_parties", "threats", "identify");
    }

    /**
     * Relatives and colleagues of somebody are called about him from numbers that change. Their apps blind whom they were asked
     * after; the service learns that it was the same person, and not who.
     */
    private void relativesCalled() throws GeneralSecurityException {
        Map<String, Object> askedAfter = CampaignEndpointTest.Blinded.of("13800001111");
        assertThat(lookup("17166660001", "").getString("conduct")).isNull();
        for (int person = 0; person < 6; person++) {
            report(
                    person,
                    "1716666000" + person % 3,
                    "third_party_contact",
                    List.of(),
                    Map.of("caseKeys", List.of(askedAfter)));
        }
        Eventually.holds(SOON, () -> lookup("17166660001", "").getString("conduct.patterns[0]") != null);
        JsonPath called = lookup("17166660001", "");
        say("a number that relatives are called from", called);
        assertThat(called.getList("conduct.patterns")).containsExactly("third_party_contact");
        assertThat(called.getList("conduct.breaches.rule")).contains("third_parties");

        // Two numbers elsewhere, each reported once; only one of them by somebody who was asked after the same person.
        report(7, "19233330001", "third_party_contact", List.of(), Map.of("caseKeys", List.of(askedAfter)));
        report(7, "19244440001", "third_party_contact", List.of(), Map.of());
        Eventually.holds(SOON, () -> lookup("19233330001", "").getString("campaign.id") != null);
        JsonPath fresh = lookup("19233330001", "");
        JsonPath other = lookup("19244440001", "");
        say("a fresh number of the same campaign", fresh);
        say("a fresh number of nobody known", other);
        assertThat(fresh.getString("campaign.id")).isEqualTo(called.getString("campaign.id"));
        assertThat(fresh.getInt("score")).isGreaterThan(other.getInt("score"));
        assertThat(fresh.getString("level")).isNotEqualTo("high");
        assertThat(fresh.getList("reasons.code")).contains("campaign");
    }

    /** An agency is who it says it is, and calls at 23:00 all the same. */
    private void verifiedAgencyAtNight() {
        given().header("X-Api-Key", ADMIN)
                .header("Content-Type", "application/json")
                .body(
                        ("[{\"number\":\"0755-86099001\",\"name\":\"故事银行\",\"agency\":\"故事催收\",\"validUntil\":\"2199-01-01\"},"
                                        + "{\"agency\":\"故事催收\",\"name\":\"故事银行\"},"
                                        + "{\"staffId\":\"GS-007\",\"agency\":\"故事催收\",\"name\":\"故事银行\"}]")
                                .getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then()
                .statusCode(200);
        JsonPath claim = given().header("X-Api-Key", people.get(0))
                .contentType("application/json")
                .body(Map.of("number", "0755-86099001", "creditor", "故事银行", "agency", "故事催收", "staffId", "GS-007"))
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(claim.getString("result")).isEqualTo("confirmed");
        for (int person = 0; person < 3; person++) {
            report(person, "0755-86099001", "debt_collection", List.of("outside_hours"));
        }
        JsonPath agency = lookup("0755-86099001", "");
        say("a verified agency that calls at 23:00", agency);
        assertThat(agency.getString("registered.agency")).isEqualTo("故事催收");
        assertThat(agency.getList("conduct.breaches.rule")).containsExactly("hours");
    }

    /** Somebody gets a number that was reported under its last holder, and gets off the list. */
    private void recycledNumber() {
        for (int person = 0; person < 5; person++) {
            report(person, "13755556666", "fraud", List.of());
        }
        JsonPath listed = lookup("13755556666", "");
        say("a recycled number, reported under its last holder", listed);
        JsonPath opened = given().header("X-Api-Key", people.get(5))
                .contentType("application/json")
                .body(Map.of("number", "13755556666", "reason", "recycled_number", "statement", "mine since last week"))
                .post("/v1/disputes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        JsonPath disputed = lookup("13755556666", "");
        say("the same, disputed", disputed);
        assertThat(disputed.getBoolean("disputed")).isTrue();
        assertThat(disputed.getInt("score")).isEqualTo(listed.getInt("score"));
        String id = opened.getString("dispute.id");
        given().header("X-Api-Key", ADMIN)
                .post("/v1/disputes/" + id + "/proven")
                .then()
                .statusCode(200);
        given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body(Map.of("uphold", true, "reasons", "the carrier's letter says so"))
                .post("/v1/disputes/" + id + "/decision")
                .then()
                .statusCode(200);
        JsonPath cleared = lookup("13755556666", "");
        say("the same after the decision", cleared);
        assertThat(cleared.getInt("score")).isLessThan(listed.getInt("score"));
        assertThat(cleared.getInt("reports.negative")).isZero();
        report(0, "13755556666", "fraud", List.of());
        assertThat(lookup("13755556666", "").getString("level")).isNotEqualTo("high");
    }

    private static void say(String step, JsonPath verdict) {
        System.out.printf(
                "%-50s %-16s level=%s action=%s score=%d spoof=%s disputed=%s breaches=%s%n",
                step,
                verdict.getString("number"),
                verdict.getString("level"),
                verdict.getString("action"),
                verdict.getInt("score"),
                verdict.getBoolean("spoof.suspected"),
                verdict.getBoolean("disputed"),
                verdict.getList("conduct.breaches.rule"));
    }

    private JsonPath lookup(String number, String query) {
        return given().header("X-Api-Key", people.get(0))
                .get("/v1/numbers/{number}" + (query.isEmpty() ? "" : "?" + query), number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void report(int person, String number, String category, List<String> facts) {
        report(person, number, category, facts, Map.of());
    }

    private void report(int person, String number, String category, List<String> facts, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("number", number);
        body.put("category", category);
        body.put("reporter", "person " + person);
        body.put("conduct", facts);
        given().header("X-Api-Key", people.get(person))
                .header("X-Forwarded-For", "198.51." + person + ".7")
                .contentType("application/json")
                .body(body)
                .post("/v1/reports")
                .then()
                .statusCode(201);
    }

    private static String key(List<String> scopes) {
        return given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "story", "scopes", scopes))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("key");
    }
}

package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.dispute.Stored;
import org.zhenhao.published.PublishedNumbers;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Eventually;

/** A number under dispute is in nothing that is published, from the moment the dispute is opened until it is settled. */
@QuarkusTest
@TestProfile(DialerProfile.class)
class DisputedNumberTest {
    /** The service looks every second; these tests do not push it. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    PublishedNumbers published;

    @Inject
    DataSource store;

    private static String hash(String algorithm, String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean inRange(String number) throws GeneralSecurityException {
        String hash = hash("SHA-256", number);
        return given().get("/v1/ranges/" + hash.substring(0, 4)).asString().contains(hash.substring(4, 32));
    }

    private static JsonPath dispute(String number) {
        return given().contentType("application/json")
                .body(Map.of("number", number, "reason", "wrongly_reported", "statement", "it is my shop"))
                .post("/v1/disputes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** Reports a number so often that it is published, unless it is disputed. */
    private void reported(String number, boolean thenPublished) throws GeneralSecurityException, SQLException {
        Reports.of(number, "call", "fraud", 25);
        publishes(number, thenPublished);
    }

    private void publishes(String number, boolean expected) throws GeneralSecurityException, SQLException {
        published.refresh();
        assertThat(inRange(number)).isEqualTo(expected);
    }

    private static void withdraw(JsonPath opened) {
        given().header("X-Dispute-Token", opened.getString("token"))
                .post("/v1/disputes/" + opened.getString("dispute.id") + "/withdraw")
                .then()
                .statusCode(200);
    }

    private static void reject(String id) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of("uphold", false, "reasons", "many people say so"))
                .post("/v1/disputes/" + id + "/decision")
                .then()
                .statusCode(200);
    }

    private static String changes(String key, long since) {
        return given().header("X-Api-Key", key)
                .get("/v1/feed/changes?limit=10000&since=" + since)
                .asString();
    }

    private static JsonPath blocklist(String key, long since) {
        return given().header("Authorization", "Bearer " + key)
                .get("/phoneblock/api/blocklist?since=" + since)
                .jsonPath();
    }

    @Test
    void dispute_openedThenRejected_takesTheNumberOutOfEverythingAndPutsItBack() throws Exception {
        String number = "+8613600000077";
        String key = Reports.key("feed");
        reported(number, true);
        long before = published.head();

        String id = dispute(number).getString("dispute.id");
        Eventually.holds(SOON, () -> !inRange(number));

        assertThat(changes(key, before)).contains("\"number\":\"" + number + "\",\"removed\":true}");
        assertThat(blocklist(key, before).getList("numbers")).hasSize(1);
        assertThat(blocklist(key, before).getString("numbers[0].phone")).isEqualTo(number);
        assertThat(blocklist(key, before).getInt("numbers[0].votes")).isZero();
        assertThat(blocklist(key, 0).getList("numbers.phone", String.class)).doesNotContain(number);
        given().get("/phoneblock/api/check?sha1=" + hash("SHA-1", number))
                .then()
                .body("votes", equalTo(0));
        long without = published.head();

        reject(id);
        Eventually.holds(SOON, () -> inRange(number));

        assertThat(changes(key, without)).contains("\"number\":\"" + number + "\",\"removed\":false");
        assertThat(blocklist(key, without).getInt("numbers[0].votes")).isPositive();
        given().get("/phoneblock/api/check?sha1=" + hash("SHA-1", number))
                .then()
                .body("votes", greaterThan(0));
    }

    @Test
    void reports_whileDisputed_publishNothingUntilItIsTakenBack() throws GeneralSecurityException, SQLException {
        String number = "+8613600000078";
        JsonPath opened = dispute(number);
        reported(number, false);

        withdraw(opened);
        publishes(number, true);
    }

    @Test
    void dispute_beyondWhatADayTakesWithoutProof_leavesTheListsOnlyWithProof() throws Exception {
        String number = "+8613600000079";
        reported(number, true);
        Stored.open(store, "flood_", 50, "nobody", Duration.ZERO);
        try {
            JsonPath opened = dispute(number);
            assertThat(opened.getBoolean("dispute.disputed")).isTrue();
            assertThat(opened.getBoolean("dispute.offLists")).isFalse();
            given().get("/v1/numbers/" + number).then().body("disputed", equalTo(true));
            publishes(number, true);

            given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                    .post("/v1/disputes/" + opened.getString("dispute.id") + "/proven")
                    .then()
                    .statusCode(200)
                    .body("offLists", equalTo(true));
            publishes(number, false);
            withdraw(opened);
        } finally {
            Stored.delete(store, "flood_");
        }
    }
}

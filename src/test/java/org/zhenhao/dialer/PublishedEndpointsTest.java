package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.published.PublishedNumbers;

/** What is served from the published numbers: private lookups, and PhoneBlock's questions. */
@QuarkusTest
@TestProfile(DialerProfile.class)
class PublishedEndpointsTest {
    private static final int ROW = 28 + ":h:90:05\n".length();

    @Inject
    PublishedNumbers published;

    @BeforeEach
    void publish() throws SQLException {
        published.refresh();
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String range(String prefix) {
        return given().get("/v1/ranges/" + prefix)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void range_publishedNumber_isFoundByTheRestOfItsHash() {
        String hash = hash("SHA-256", DialerProfile.BAD);

        assertThat(range(hash.substring(0, 4))).contains(hash.substring(4, 32) + ":h:90:05\n");
        assertThat(range(hash.substring(0, 5).toUpperCase(Locale.ROOT))).contains(hash.substring(5, 32) + ":h:90:05\n");
    }

    @Test
    void range_anyPrefix_hasRowsOfOneLengthInMultiplesOfSixteen() {
        for (String prefix : List.of(
                "0000", "ffff", "12ab", hash("SHA-256", DialerProfile.BAD).substring(0, 4))) {
            String body = range(prefix);
            assertThat(body.length() % (16 * ROW)).isZero();
            assertThat(body.length()).isPositive();
            assertThat(body.lines()).allMatch(row -> row.matches("[0-9a-f]{28}:[-eh]:\\d\\d:\\d\\d"));
        }
    }

    @Test
    void range_answer_isTheSameForEverybodyAndCacheable() {
        Response plain = given().get("/v1/ranges/12ab");
        Response keyed = given().header("X-Api-Key", Reports.key("lookup"))
                .header("Accept-Language", "zh-CN")
                .get("/v1/ranges/12AB");

        assertThat(keyed.asByteArray()).isEqualTo(plain.asByteArray());
        assertThat(plain.header("Cache-Control")).startsWith("public, max-age=3600");
        assertThat(plain.header("Vary")).isNull();
        assertThat(plain.header("Set-Cookie")).isNull();
        assertThat(plain.headers().asList()).extracting("name").doesNotContain("RateLimit", "RateLimit-Policy");
        given().header("If-None-Match", plain.header("ETag"))
                .get("/v1/ranges/12ab")
                .then()
                .statusCode(304)
                .body(emptyString());
        // A key that is wrong is not even looked at.
        given().header("X-Api-Key", "wrong").get("/v1/ranges/12ab").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "123456", "12g4", "12345678901234567890", "12%20", "..%2f"})
    void range_otherLengthOrDigits_isRefused(String prefix) {
        given().urlEncodingEnabled(false)
                .get("/v1/ranges/" + prefix)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_parameter"));
    }

    @Test
    void published_whatOneOrTwoPeopleSay_isInNoAnswer() throws SQLException {
        Reports.of("+8613600000001", "call", "fraud", 1);
        Reports.of("+8613600000002", "call", "fraud", 2);
        Reports.of("+8613600000009", "call", "fraud", 25);
        published.refresh();

        for (String number : List.of("+8613600000001", "+8613600000002")) {
            String hash = hash("SHA-256", number);
            assertThat(range(hash.substring(0, 4))).doesNotContain(hash.substring(4, 32));
            given().get("/phoneblock/api/check?sha1=" + hash("SHA-1", number))
                    .then()
                    .body("votes", equalTo(0))
                    .body("phone", nullValue());
        }
        String many = hash("SHA-256", "+8613600000009");
        assertThat(range(many.substring(0, 4))).contains(many.substring(4, 32) + ":e:");
    }

    @Test
    void phoneblockNum_number_isTheVerdictInItsWords() {
        given().urlEncodingEnabled(false)
                .get("/phoneblock/api/num/+13152328257")
                .then()
                .statusCode(200)
                .body("phone", equalTo("+13152328257"))
                .body("votes", equalTo(45))
                .body("rating", equalTo("G_FRAUD"))
                .body("archived", equalTo(false))
                .body("lastUpdate", greaterThan(1_700_000_000_000L));
        given().get("/phoneblock/api/num/13800138000")
                .then()
                .body("votes", equalTo(0))
                .body("rating", equalTo("A_LEGITIMATE"));
        given().get("/phoneblock/api/num/95588").then().body("whiteListed", equalTo(true));
        given().get("/phoneblock/api/num/12ab34").then().statusCode(400);
        given().urlEncodingEnabled(false)
                .get("/phoneblock/api/num/+13152328257?format=xml")
                .then()
                .body(containsString("<phone-info phone=\"+13152328257\" votes=\"45\""));
    }

    @Test
    void phoneblockCheck_wholeHash_findsPublishedNumbersOnly() {
        String bad = hash("SHA-1", DialerProfile.BAD).toUpperCase(Locale.ROOT);

        given().get("/phoneblock/api/check?sha1=" + bad)
                .then()
                .statusCode(200)
                .body("phone", equalTo(DialerProfile.BAD))
                .body("votes", greaterThanOrEqualTo(5))
                .body("rating", equalTo("G_FRAUD"));
        given().get("/phoneblock/api/check?sha1=" + hash("SHA-1", "+8613800138000"))
                .then()
                .statusCode(200)
                .body("votes", equalTo(0))
                .body("rating", equalTo("A_LEGITIMATE"));
        given().get("/phoneblock/api/check").then().statusCode(400);
        given().get("/phoneblock/api/check?sha1=12").then().statusCode(400);
    }

    @Test
    void phoneblockCheck_blockOfManyListedNumbers_isToldByItsHash() throws SQLException {
        for (int i = 0; i < 5; i++) {
            Reports.of("+861360012340" + i, "call", "fraud", 25);
        }
        published.refresh();

        given().get("/phoneblock/api/check?sha1=" + hash("SHA-1", "+8613600123409") + "&prefix10="
                        + hash("SHA-1", "+861360012340") + "&prefix100=" + hash("SHA-1", "+86136001234"))
                .then()
                .body("votes", equalTo(0))
                .body("votesWildcard", equalTo(15))
                .body("rating", not(equalTo("A_LEGITIMATE")));
        given().get("/phoneblock/api/check-prefix?sha1=0000&prefix10="
                        + hash("SHA-1", "+861360012340").substring(0, 4))
                .then()
                .body("range10.prefix", hasItem("+861360012340"))
                .body("range10.find { it.prefix == '+861360012340' }.cnt", equalTo(5));
    }

    @Test
    void phoneblockCheckPrefix_fourDigits_givesAllThatShareThem() {
        String bad = hash("SHA-1", DialerProfile.BAD);

        given().get("/phoneblock/api/check-prefix?sha1=" + bad.substring(0, 4))
                .then()
                .statusCode(200)
                .body("numbers.phone", hasItem(DialerProfile.BAD))
                .body("range10.size()", equalTo(0));
        given().get("/phoneblock/api/check-prefix?sha1=" + bad.substring(0, 5))
                .then()
                .statusCode(400);
        given().get("/phoneblock/api/check-prefix?sha1=" + bad.substring(0, 4) + "&format=xml")
                .then()
                .body(containsString("<phone-info phone=\"" + DialerProfile.BAD + "\""));
    }

    @Test
    void phoneblockBlocklist_since_tellsWhatChanged() throws SQLException {
        String key = Reports.key("feed");
        given().get("/phoneblock/api/blocklist").then().statusCode(401);
        JsonPath full = given().header("Authorization", "Bearer " + key)
                .get("/phoneblock/api/blocklist")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        long version = full.getLong("version");
        assertThat(full.getList("numbers.phone", String.class)).contains(DialerProfile.BAD);

        Reports.of("+8613600000007", "call", "gambling", 25);
        published.refresh();

        JsonPath delta = given().header("Authorization", "Bearer " + key)
                .get("/phoneblock/api/blocklist?since=" + version)
                .jsonPath();
        assertThat(delta.getLong("version")).isGreaterThan(version);
        assertThat(delta.getList("numbers")).hasSize(1);
        assertThat(delta.getString("numbers[0].phone")).isEqualTo("+8613600000007");
        assertThat(delta.getString("numbers[0].rating")).isEqualTo("F_GAMBLE");
        // SpamBlocker reads these by XPath: /blocklist/@version and //phone-info[@votes > 4]/@phone.
        given().header("Authorization", "Bearer " + key)
                .get("/phoneblock/api/blocklist?format=xml&since=0")
                .then()
                .header("Content-Type", containsString("application/xml"))
                .body("blocklist.@version.toLong()", greaterThan(version))
                .body("blocklist.'phone-info'.size()", greaterThan(5));
    }

    @Test
    void phoneblockRate_vote_isAReportOfTheTokensHolder() {
        String key = Reports.key("report", "lookup");
        for (String rating : List.of("G_FRAUD", "G_FRAUD", "E_ADVERTISING")) {
            given().header("Authorization", "Bearer " + key)
                    .contentType("application/json")
                    .body(Map.of("phone", "+8613600000055", "rating", rating, "comment", "said hello"))
                    .post("/phoneblock/api/rate")
                    .then()
                    .statusCode(200);
        }
        given().get("/v1/numbers/13600000055")
                .then()
                .body("reports.negative", equalTo(1))
                .body("reports.reporters", lessThan(2));
        given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(Map.of("phone", "+8613600000055", "rating", "H_NICE"))
                .post("/phoneblock/api/rate")
                .then()
                .statusCode(400);
        given().header("Authorization", "Bearer " + Reports.key("lookup"))
                .contentType("application/json")
                .body(Map.of("phone", "+8613600000055", "rating", "G_FRAUD"))
                .post("/phoneblock/api/rate")
                .then()
                .statusCode(403);
    }
}

package org.zhenhao.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.published.Edition;
import org.zhenhao.published.PublishedEntry;
import org.zhenhao.published.PublishedNumbers;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.NetworksProfile;
import org.zhenhao.testing.Unzipped;

@QuarkusTest
@TestProfile(NetworksProfile.class)
class CampaignEndpointTest {
    private static final String ADMIN = AdminKeyProfile.ADMIN_KEY;
    /** Who finds campaigns rests twenty times as long as it took him, and a first run is slow. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @Inject
    DataSource store;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    PublishedNumbers published;

    @Test
    void contactBook_ofOneMatter_isSaidOfTheNumbers_andTellsNothingElse() throws Exception {
        Map<String, Object> forged = Blinded.of("somebody nobody asked after");
        Person liar = Person.make();
        for (int i = 0; i < 6; i++) {
            liar.report("1652200000" + i, Map.of("caseKeys", List.of(forged)));
        }
        Map<String, Object> value = Blinded.of("13812345678");
        for (int i = 0; i < 6; i++) {
            Person.make().report("1651100000" + i % 3, Map.of("caseKeys", List.of(value)));
        }
        Eventually.holds(SOON, () -> lookup("16511000001").getString("conduct.patterns[0]") != null);
        JsonPath called = lookup("16511000001");
        assertThat(called.getList("conduct.patterns")).containsExactly("third_party_contact");
        assertThat(called.getList("conduct.breaches.rule")).contains("third_parties");
        assertThat(called.getList("reasons.code")).contains("third_party_contact");
        assertThat(called.getList("campaign.links")).contains("case_key");
        assertThat(called.getString("level")).isNotEqualTo("high");
        // The liar's reports were there before: the same run saw them and made nothing of them.
        assertThat(lookup("16522000001").getString("campaign")).isNull();
        assertThat(rows()).contains("165110000").doesNotContain(String.valueOf(value.get("value")));
    }

    @Test
    void freshNumber_ofACampaign_inheritsAShare_untilAModeratorCutsIt() throws Exception {
        String text = "【某某速贷】您的借款已严重逾期，我司今日将派外访人员前往单位并联系您的通讯录好友，如需协商请致电 %s";
        for (int i = 0; i < 8; i++) {
            Person.make().report("1657700000" + i % 4, Map.of("text", text.formatted("1657700000" + i)));
        }
        Person.make().report("16588000001", Map.of("text", text.formatted("16588000001")));
        Person.make().report("16589000001", Map.of());
        Eventually.holds(SOON, () -> lookup("16588000001").getString("campaign.id") != null);
        JsonPath fresh = lookup("16588000001");
        assertThat(fresh.getInt("score")).isGreaterThan(lookup("16589000001").getInt("score"));
        assertThat(fresh.getDouble("campaign.share")).isBetween(0.1, 0.5);
        assertThat(fresh.getList("reasons.code")).contains("campaign");
        assertThat(explained("16588000001").getDouble("explain.prior.inherited"))
                .isPositive();

        String id = fresh.getString("campaign.id");
        JsonPath open = given().get("/v1/campaigns/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(open.getString("state")).isEqualTo("active");
        // Two days, where midnight has passed meanwhile.
        assertThat(open.getInt("timeline.reports.sum()")).isEqualTo(9);
        assertThat(open.getInt("unnamed")).isEqualTo(5);
        JsonPath all =
                given().header("X-Api-Key", ADMIN).get("/v1/campaigns/" + id).jsonPath();
        assertThat(all.getList("numbers.number")).contains("+8616588000001");
        assertThat(all.getList("numbers.links")).allMatch(links -> ((List<?>) links).contains("text"));

        Map<String, String> cut = Map.of("number", "+8616588000001", "note", "a courier");
        given().contentType("application/json")
                .body(cut)
                .post("/v1/campaigns/" + id + "/cuts")
                .then()
                .statusCode(401);
        given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body(cut)
                .post("/v1/campaigns/" + id + "/cuts")
                .then()
                .statusCode(200);
        assertThat(lookup("16588000001").getString("campaign")).isNull();
        assertThat(lookup("16588000001").getInt("score")).isLessThan(fresh.getInt("score"));
        assertThat(lookup("16577000001").getString("campaign.id")).isEqualTo(id);
        given().get("/v1/campaigns/nosuch").then().statusCode(404);
        given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .post("/v1/campaigns/" + id + "/cuts")
                .then()
                .statusCode(400);
    }

    @Test
    void list_numbersOfACampaign_areJudgedWithTheirShare_untilTheyAreCut() throws Exception {
        String text = "【天天好借】系统检测您的账户存在异常风险，额度即将冻结，请立即联系专属客服 %s 处理，逾期后果自负";
        List<String> numbers = List.of("16544000001", "16544100002", "16544200003", "16544300004", "16544400005");
        for (int i = 0; i < numbers.size(); i++) {
            // More than the three that publishing takes: keys are networks, and two may share a bit of the tally.
            for (int person = 0; person < 5; person++) {
                Person.make().report(numbers.get(i), Map.of("text", text.formatted(numbers.get(i))));
            }
            for (int friend = 0; friend < i; friend++) {
                Person.make().report(numbers.get(i), Map.of("category", "legitimate"));
            }
        }
        Eventually.holds(SOON, () -> lookup("16544000001").getString("campaign.id") != null);
        String id = lookup("16544000001").getString("campaign.id");
        Eventually.holds(SOON, () -> bands(numbers).equals(risks(numbers)));

        for (String number : numbers.subList(0, 2)) {
            given().header("X-Api-Key", ADMIN)
                    .contentType("application/json")
                    .body(Map.of("number", "+86" + number, "note", "a shop"))
                    .post("/v1/campaigns/" + id + "/cuts")
                    .then()
                    .statusCode(200);
        }
        Eventually.holds(SOON, () -> lookup("16544000001").getString("campaign") == null);
        Eventually.holds(SOON, () -> bands(numbers).equals(risks(numbers)));
    }

    @Test
    void caseFile_ofANumberOfACampaign_countsItsShareFromWhenItWasKnown_andSaysSo() throws Exception {
        String text = "【宏运金服】您名下账户存在未结清款项，今日十八点前未处理将移交法务并通知紧急联系人，详询 %s";
        List<String> numbers = List.of("16522700001", "16522710002", "16522720003");
        for (String number : numbers) {
            for (int person = 0; person < 3; person++) {
                Person.make().report(number, Map.of("text", text.formatted(number)));
            }
        }
        Eventually.holds(SOON, () -> lookup(numbers.get(0)).getString("campaign.id") != null);
        String id = lookup(numbers.get(0)).getString("campaign.id");
        Person victim = Person.make();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        victim.report(
                numbers.get(0),
                Map.of("case", "my case", "occurredAt", now.minusSeconds(7_200).toString()));
        victim.report(numbers.get(1), Map.of("case", "my case", "occurredAt", now.toString()));
        JsonPath then = given().header("X-Api-Key", ADMIN)
                .get("/v1/numbers/{number}?as_of={time}", numbers.get(1), now.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(then.getDouble("campaign.share")).isPositive();

        Map<String, byte[]> files = Unzipped.of(given().header("X-Api-Key", victim.key)
                .get("/v1/evidence/my case?reporter=" + victim.name)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        JsonPath file =
                new JsonPath(new String(Objects.requireNonNull(files.get("case.json")), StandardCharsets.UTF_8));
        assertThat(file.getString("timeline[0].verdict.level")).isNotNull();
        assertThat(file.getString("timeline[0].verdict.campaign")).isNull();
        assertThat(file.getString("timeline[1].verdict.campaign.id")).isEqualTo(id);
        assertThat(file.getDouble("timeline[1].verdict.campaign.share")).isEqualTo(then.getDouble("campaign.share"));
        assertThat(file.getList("timeline[1].verdict.campaign.links")).contains("text");
        assertThat(file.getInt("timeline[1].verdict.score")).isEqualTo(then.getInt("score"));
        assertThat(file.getString("verdicts.zh")).contains("团伙");
        assertThat(file.getString("verdicts.en")).contains("campaign");
        assertThat(new String(Objects.requireNonNull(files.get("timeline.csv")), StandardCharsets.UTF_8))
                .contains("," + id + ",");
        assertThat(Unzipped.text(Objects.requireNonNull(files.get("evidence-zh.pdf"))))
                .contains("计入所属团伙 " + id)
                .contains("此后才发现");
        assertThat(Unzipped.text(Objects.requireNonNull(files.get("evidence-en.pdf")))
                        .replace(" ", ""))
                .contains("shareofthecampaign" + id)
                .contains("linksfoundlater");
    }

    private List<Integer> bands(List<String> numbers) {
        return numbers.stream().map(number -> band("+86" + number)).toList();
    }

    private static List<Integer> risks(List<String> numbers) {
        return numbers.stream().map(CampaignEndpointTest::risk).toList();
    }

    /** What is published of a number's score, 0 for nothing. */
    private int band(String number) {
        Edition edition = published.current();
        return edition == null
                ? 0
                : edition.entries().stream()
                        .filter(entry -> entry.key().equals(number))
                        .mapToInt(PublishedEntry::band)
                        .findFirst()
                        .orElse(0);
    }

    /** What is to be published: the score cut to tens of those that are not harmless. */
    private static int risk(String number) {
        JsonPath found = lookup(number);
        boolean bad = List.of("high", "elevated").contains(found.getString("level"));
        return bad ? found.getInt("score") / 10 * 10 : 0;
    }

    @Test
    void caseKeys_thatAreMalformedOrOfAnotherPeriod_areRefused() throws Exception {
        Map<String, Object> good = Blinded.of("x");
        for (Object bad : Arrays.asList(
                Map.of("period", 1, "value", good.get("value")),
                Map.of("period", good.get("period"), "value", "short"),
                Map.of())) {
            given().contentType("application/json")
                    .body(Map.of("number", "16599000001", "category", "fraud", "caseKeys", List.of(bad)))
                    .post("/v1/reports")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void conduct_ofReportersHeldBackOrOverruled_isTakenBack_andComesBackWithThem() {
        String number = "16533000001";
        List<Person> people = List.of(Person.make(), Person.make(), Person.make());
        people.forEach(person -> person.report(number, Map.of("conduct", List.of("threatened"))));
        assertThat(lookup(number).getInt("conduct.facts.threatened")).isEqualTo(3);
        byte[] hash = pseudonyms.hmac("reporter", people.get(0).id, people.get(0).name);
        String reporter = "/v1/moderation/reporters/" + HexFormat.of().formatHex(hash, 0, 16);
        moderate(reporter + "/quarantine");
        assertThat(lookup(number).getString("conduct")).isNull();
        moderate(reporter + "/lift");
        assertThat(lookup(number).getInt("conduct.facts.threatened")).isEqualTo(3);
        String act = given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body(Map.of("number", number, "reference", "conduct of " + number))
                .post("/v1/moderation/appeals")
                .then()
                .extract()
                .jsonPath()
                .getString("id");
        assertThat(lookup(number).getString("conduct")).isNull();
        moderate("/v1/moderation/appeals/" + act + "/reverse");
        assertThat(lookup(number).getInt("conduct.facts.threatened")).isEqualTo(3);
    }

    private static void moderate(String path) {
        int status = given().header("X-Api-Key", ADMIN).post(path).statusCode();
        assertThat(status).isBetween(200, 204);
    }

    private String rows() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT report_id, kind, mark, number_key, contact_at FROM campaign_trace")) {
            while (rows.next()) {
                for (int column = 1; column <= 5; column++) {
                    all.append(rows.getString(column)).append(' ');
                }
            }
        }
        return all.toString();
    }

    private static JsonPath lookup(String number) {
        return given().get("/v1/numbers/{number}", number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath explained(String number) {
        return given().header("X-Api-Key", ADMIN)
                .get("/v1/numbers/{number}?explain=true", number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What an app makes of a case. */
    static final class Blinded {
        private Blinded() {}

        static Map<String, Object> of(String shared) throws GeneralSecurityException {
            JsonPath keys = given().get("/v1/case-keys")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            byte[] salt = java.util.Base64.getDecoder().decode(keys.getString("periods[0].key"));
            javax.crypto.spec.PBEKeySpec spec = new javax.crypto.spec.PBEKeySpec(
                    shared.toCharArray(), salt, keys.getInt("iterations"), keys.getInt("bytes") * 8);
            byte[] value = javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return Map.of(
                    "period",
                    keys.getInt("periods[0].period"),
                    "value",
                    HexFormat.of().formatHex(value));
        }
    }

    /** Somebody with an app and a network of his own. */
    record Person(String key, String id, String name) {
        static Person make() {
            JsonPath made = given().header("X-Api-Key", ADMIN)
                    .contentType("application/json")
                    .body(Map.of("name", "campaign", "scopes", List.of("report", "lookup")))
                    .post("/v1/keys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            return new Person(made.getString("key"), made.getString("info.id"), "somebody");
        }

        void report(String number, Map<String, Object> more) {
            Map<String, Object> body = new LinkedHashMap<>(more);
            body.put("number", number);
            body.putIfAbsent("category", "third_party_contact");
            body.put("reporter", name);
            given().header("X-Api-Key", key)
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/reports")
                    .then()
                    .statusCode(201);
        }
    }
}

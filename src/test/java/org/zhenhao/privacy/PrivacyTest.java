package org.zhenhao.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.NetworksProfile;

@QuarkusTest
@TestProfile(NetworksProfile.class)
class PrivacyTest {
    private static final String ADMIN = AdminKeyProfile.ADMIN_KEY;
    private static final String NOTE = "she said she knew my sister";

    @Inject
    DataSource store;

    @Inject
    RetentionJob retention;

    @Inject
    org.zhenhao.report.Months months;

    @Test
    void reporter_getsAllThatHeSent_andNobodyElseDoes() {
        String key = key();
        report(key, "ann", "16511990001", Map.of("note", NOTE, "case", "my case"));
        report(key, "ben", "16511990001", Map.of("note", "another's note"));
        JsonPath export = export(key, "ann").jsonPath();
        assertThat(export.getList("reports.number")).containsExactly("+8616511990001");
        assertThat(export.getString("reports[0].note")).isEqualTo(NOTE);
        assertThat(export.getString("next")).isNull();
        assertThat(export(key(), "ann").jsonPath().getList("reports")).isEmpty();
        given().get("/v1/reporters/me/export?reporter=ann").then().statusCode(401);
        given().delete("/v1/reporters/me?reporter=ann").then().statusCode(401);
    }

    @Test
    void texts_areSealedInTheStore_andRotateWithoutLoss() throws SQLException {
        String key = key();
        String id = report(key, "cy", "16511990002", Map.of("note", NOTE, "claimedInstitution", "某某银行"));
        assertThat(column("SELECT note FROM report"))
                .noneMatch(note -> note.contains("sister"))
                .isNotEmpty();
        assertThat(column("SELECT details FROM report")).noneMatch(details -> details.contains("某某银行"));
        // As an earlier release stored it.
        change("UPDATE report SET note = 'plain note' WHERE note IS NOT NULL AND number_key = '+8616511990002'");
        JsonPath done = given().header("X-Api-Key", ADMIN)
                .post("/v1/privacy/reseal")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(done.getInt("resealed")).isEqualTo(1);
        assertThat(done.getBoolean("done")).isTrue();
        assertThat(column("SELECT note FROM report WHERE number_key = '+8616511990002'"))
                .allMatch(note -> note.startsWith("~1:"));
        assertThat(given().header("X-Api-Key", key)
                        .get("/v1/reports/" + id + "?reporter=cy")
                        .jsonPath()
                        .getString("note"))
                .isEqualTo("plain note");
    }

    @Test
    void erasure_takesAllAway_andTheTalliesFollow_andReceiptsStay() throws SQLException {
        String number = "16511990003";
        String key = key();
        for (int i = 0; i < 3; i++) {
            report(key(), "other", number, Map.of("conduct", List.of("threatened")));
        }
        JsonPath before = lookup(number);
        report(key, "dora", number, Map.of("note", NOTE, "conduct", List.of("insulted")));
        report(key, "dora", number, Map.of("note", "again"));
        report(key, "dora", "16511990004", Map.of());
        assertThat(lookup(number).getInt("reports.negative")).isEqualTo(4);
        long receipts = count("SELECT COUNT(*) FROM receipt_leaf");

        JsonPath erased = given().header("X-Api-Key", key)
                .delete("/v1/reporters/me?reporter=dora")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(erased.getInt("erased")).isEqualTo(3);
        JsonPath after = lookup(number);
        assertThat(after.getInt("reports.negative")).isEqualTo(3);
        assertThat(after.getInt("score")).isEqualTo(before.getInt("score"));
        assertThat(after.getInt("conduct.people")).isEqualTo(3);
        assertThat(lookup("16511990004").getInt("reports.negative")).isZero();
        assertThat(export(key, "dora").jsonPath().getList("reports")).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM receipt_leaf")).isEqualTo(receipts);
        assertThat(count("SELECT COUNT(*) FROM report WHERE number_key = '+8616511990004'"))
                .isZero();
        JsonPath rebuilt = given().header("X-Api-Key", ADMIN)
                .post("/v1/maintenance/rebuild")
                .jsonPath();
        assertThat(rebuilt.getInt("numbersDiffering")).isZero();
        assertThat(rebuilt.getInt("pagesDiffering")).isZero();
    }

    @Test
    void retention_isShown_andCarriedOut() throws SQLException {
        String key = key();
        String id = report(key, "eve", "16511990005", Map.of("note", NOTE, "conduct", List.of("threatened")));
        JsonPath shown = given().header("Accept-Language", "zh-CN")
                .get("/v1/privacy/retention")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(shown.getList("kind")).contains("reports", "notes", "traces", "disputes");
        assertThat(shown.getInt("find { it.kind == 'notes' }.days")).isEqualTo(365);
        assertThat(shown.getString("find { it.kind == 'reports' }.text")).contains("举报");

        retention.enforce(Kind.NOTES, Instant.EPOCH.plusSeconds(1_600_000_000));
        assertThat(note(key, id)).isEqualTo(NOTE);
        Instant soon = Instant.now(Clock.systemUTC()).plusSeconds(2);
        retention.enforce(Kind.NOTES, soon);
        assertThat(note(key, id)).isNull();
        for (Kind kind : Kind.values()) {
            retention.enforce(kind, soon);
        }
        given().header("X-Api-Key", key)
                .get("/v1/reports/" + id + "?reporter=eve")
                .then()
                .statusCode(404);
        assertThat(lookup("16511990005").getInt("reports.negative")).isZero();
        assertThat(count("SELECT COUNT(*) FROM conduct_fact")).isZero();
        assertThat(count("SELECT COUNT(*) FROM report_by")).isZero();
        assertThat(given().get("/v1/privacy/retention").jsonPath().getString("find { it.kind == 'reports' }.ranAt"))
                .isNotNull();
    }

    private static String note(String key, String id) {
        return given().header("X-Api-Key", key)
                .get("/v1/reports/" + id + "?reporter=eve")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("note");
    }

    List<String> column(String sql) throws SQLException {
        List<String> values = new java.util.ArrayList<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getString(1) != null) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(column(sql).get(0));
    }

    void change(String sql) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static io.restassured.response.Response export(String key, String reporter) {
        return given().header("X-Api-Key", key)
                .get("/v1/reporters/me/export?reporter=" + reporter)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    static JsonPath lookup(String number) {
        return given().get("/v1/numbers/{number}", number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String report(String key, String reporter, String number, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("number", number);
        body.put("category", "threat");
        body.put("reporter", reporter);
        return given().header("X-Api-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    static String key() {
        return given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "privacy", "scopes", List.of("report")))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("key");
    }
}

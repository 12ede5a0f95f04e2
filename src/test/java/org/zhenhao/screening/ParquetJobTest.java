package org.zhenhao.screening;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.DuckDb;
import org.zhenhao.testing.Eventually;

/** Parquet files as others write them, screened, and given back as files that others read. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class ParquetJobTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path directory;

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY);
    }

    private static String begin(byte[] body, String query) {
        String location = admin().contentType("application/octet-stream")
                .body(body)
                .post("/v1/screenings" + query)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> admin().get(location).path("state").equals("done"));
        return location;
    }

    /** A file of calls as DuckDB writes it. */
    private byte[] calls(String how) throws SQLException, IOException {
        Path file = directory.resolve("calls.parquet");
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL WHEN i % 10 = 1 THEN '1.38E+10'"
                    + " ELSE '138' || (10000000 + i) END AS caller, CASE WHEN i % 3 = 0 THEN NULL ELSE i / 4 END AS minutes,"
                    + " DATE '2026-01-01' + CAST(i % 300 AS INTEGER) AS day, CAST(i AS DECIMAL(12, 2)) AS fee,"
                    + " i % 2 = 0 AS answered, TIMESTAMP '2026-01-01 00:00:00' + INTERVAL (i) SECOND AS at, '=1+' || i AS note FROM range("
                    + ROWS + ") t(i)) TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 6000, " + how + ")");
        }
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPRESSION snappy",
                "COMPRESSION zstd",
                "COMPRESSION gzip",
                "COMPRESSION uncompressed, PARQUET_VERSION v2",
                "COMPRESSION lz4_raw, PARQUET_VERSION v2"
            })
    void parquet_asDuckDbWritesIt_comesBackAsDuckDbReadsIt(String how) throws SQLException, IOException {
        String location = begin(calls(how), "?column=caller&columns=number,level,score,error");
        Path result = directory.resolve("result.parquet");
        Files.write(result, admin().get(location + "/result").asByteArray());

        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery(
                        "SELECT count(*), count(*) FILTER (WHERE r.caller IS NOT DISTINCT FROM c.caller),"
                                + " count(*) FILTER (WHERE r.number = '+86' || c.caller), count(r.score), sum(r.score),"
                                + " count(*) FILTER (WHERE r.error = 'no_number'), count(*) FILTER (WHERE r.error = 'scientific_notation'),"
                                + " count(*) FILTER (WHERE CAST(r.day AS DATE) = c.day AND CAST(r.fee AS DECIMAL(12, 2)) = c.fee"
                                + " AND CAST(r.minutes AS DOUBLE) IS NOT DISTINCT FROM c.minutes AND CAST(r.at AS TIMESTAMP) = c.at"
                                + " AND CAST(r.answered AS BOOLEAN) = c.answered AND ltrim(r.note, '''') = c.note)"
                                + " FROM '" + result + "' r JOIN '" + directory.resolve("calls.parquet")
                                + "' c ON CAST(r.id AS BIGINT) = c.id")) {
            sums.next();
            assertThat(sums.getInt(1)).isEqualTo(ROWS);
            assertThat(sums.getInt(2)).isEqualTo(ROWS);
            assertThat(sums.getInt(3)).isEqualTo(ROWS * 8 / 10);
            assertThat(sums.getInt(4)).isEqualTo(ROWS * 8 / 10);
            assertThat(sums.getDouble(5)).isNotNegative();
            assertThat(sums.getInt(6)).isEqualTo(ROWS / 10);
            assertThat(sums.getInt(7)).isEqualTo(ROWS / 10);
            assertThat(sums.getInt(8)).isEqualTo(ROWS);
        }
    }

    @Test
    void csv_askedForAsParquet_isATableInOrder() throws SQLException, IOException {
        String location = begin(
                "phone,note\n95595,甲\n1.38E+10,\"b,c\"\n".getBytes(StandardCharsets.UTF_8),
                "?columns=level,score,error");
        Path result = directory.resolve("result.parquet");
        Files.write(result, admin().get(location + "/result?format=parquet").asByteArray());

        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT phone, note, level, score IS NULL, error FROM '" + result + "'")) {
            rows.next();
            assertThat(new String[] {rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(5)})
                    .containsExactly("95595", "甲", "trusted", null);
            assertThat(rows.getBoolean(4)).isFalse();
            rows.next();
            assertThat(new String[] {rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(5)})
                    .containsExactly("1.38E+10", "b,c", null, "scientific_notation");
            assertThat(rows.getBoolean(4)).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void parquet_damagedOrNested_isRefusedWithTheReason() throws SQLException, IOException {
        byte[] whole = calls("COMPRESSION zstd");
        refused(Arrays.copyOf(whole, whole.length / 2), "");
        byte[] spoiled = whole.clone();
        Arrays.fill(spoiled, 100, 4_000, (byte) 7);
        refused(spoiled, "damaged");
        Path nested = directory.resolve("nested.parquet");
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT ['13800138000'] AS callers) TO '" + nested + "' (FORMAT parquet)");
        }
        refused(Files.readAllBytes(nested), "callers");
    }

    private static void refused(byte[] body, String reason) {
        admin().contentType("application/octet-stream")
                .header("Accept-Language", "en")
                .body(body)
                .post("/v1/screenings?column=caller")
                .then()
                .statusCode(415)
                .body("detail", containsString(reason));
    }
}

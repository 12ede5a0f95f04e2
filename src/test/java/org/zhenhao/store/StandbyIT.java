package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresProcess;
import org.zhenhao.testing.ServiceProcess;

/** A standby of PostgreSQL by streaming replication: exports are read from it, and it takes the place of the server that is lost. */
class StandbyIT {
    private static final int REPORTS = 60;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private static long number(PostgresProcess server, String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(PostgresProcess server) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
    }

    private ServiceProcess service(String name, PostgresProcess server) throws IOException, InterruptedException {
        return new ServiceProcess(
                Files.createDirectories(directory.resolve(name)),
                Map.of(
                        "ZHENHAO_STORE_URL", url(server),
                        "ZHENHAO_STORE_USERNAME", "postgres",
                        "ZHENHAO_STORE_PASSWORD", "x",
                        "ZHENHAO_SECRET", "one-secret-for-both-lives-0123456789",
                        "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));
    }

    private int report(ServiceProcess service, int reporter) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(service.uri("/v1/reports"))
                                .timeout(Duration.ofSeconds(30))
                                .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"number":"1310055%04d","category":"fraud","reporter":"s%d"}""".formatted(reporter % 7, reporter)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void standby_isReadFrom_andTakesOver_withAllThatWasAcknowledged() throws Exception {
        try (PostgresProcess primary = new PostgresProcess()) {
            ServiceProcess first = service("first", primary);
            assertThat(report(first, 0)).isEqualTo(201);
            PostgresProcess standby = primary.standby();
            try (standby) {
                // From here on a commit is told once the standby has it too.
                primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
                primary.execute("SELECT pg_reload_conf()");
                Eventually.holds(
                        SOON,
                        () -> number(primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                                == 1);
                for (int i = 1; i < REPORTS; i++) {
                    assertThat(report(first, i)).isEqualTo(201);
                }

                String head = "SELECT seq FROM change_head";
                Eventually.holds(SOON, () -> number(standby, head) == number(primary, head));
                var exported = StoreFiles.export(
                        new StoreMove.End(url(standby), "postgres", "x"),
                        directory.resolve("files"),
                        (table, rows) -> {});
                assertThat(exported).containsEntry("report", (long) REPORTS);

                primary.kill();
                first.kill();
                assertThat(number(standby, "SELECT CASE WHEN pg_promote() THEN 1 ELSE 0 END"))
                        .isEqualTo(1);
                try (ServiceProcess second = service("second", standby)) {
                    assertThat(number(standby, "SELECT count(*) FROM report")).isEqualTo(REPORTS);
                    assertThat(report(second, REPORTS)).isEqualTo(201);
                    String rebuilt = http.send(
                                    HttpRequest.newBuilder(second.uri("/v1/maintenance/rebuild"))
                                            .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                                            .POST(HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
                    assertThat(rebuilt).contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
                }
            } finally {
                first.close();
            }
        }
    }
}

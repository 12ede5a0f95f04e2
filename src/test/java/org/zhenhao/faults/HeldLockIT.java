package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.ServiceProcess;

/** Somebody holds a lock in the store for longer than a report waits for its commit. */
class HeldLockIT {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    @Test
    void report_lockHeldBeyondItsBudget_saysThatNobodyKnowsAndCountsOnceWhenSentAgain() throws Exception {
        String store = PostgresServer.newDatabase();
        Map<String, String> settings = Map.of(
                "ZHENHAO_STORE_URL", store,
                "ZHENHAO_STORE_USERNAME", "postgres",
                "ZHENHAO_STORE_PASSWORD", "x",
                "ZHENHAO_INTAKE_BUDGET", BUDGET.toString(),
                "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        try (ServiceProcess service = new ServiceProcess(directory, settings)) {
            // A process that has not stored anything yet may take longer than this budget, on a busy machine.
            Eventually.holds(
                    Duration.ofSeconds(60),
                    () -> report(service, "13122220000", "before").join().statusCode() == 201);

            CompletableFuture<HttpResponse<String>> waited;
            try (Connection holder = lock(store)) {
                long start = System.nanoTime();
                waited = report(service, "13122220001", "unlucky");
                assertThat(waited.join().statusCode()).isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(BUDGET, BUDGET.plusSeconds(8));
                assertThat(waited.join().body()).contains("it is not known whether it was stored");
                assertThat(waited.join().headers().firstValue("Retry-After")).isPresent();

                start = System.nanoTime();
                HttpResponse<String> turnedAway =
                        report(service, "13122220002", "late").join();
                assertThat(turnedAway.statusCode()).isEqualTo(503);
                assertThat(turnedAway.body()).contains("the store does not answer");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET);
                holder.rollback();
            }

            Eventually.holds(
                    Duration.ofSeconds(60),
                    () -> report(service, "13122220001", "unlucky").join().statusCode() == 201);
            assertThat(negative(service, "13122220001")).isEqualTo(1);
            assertThat(negative(service, "13122220002")).isZero();
        }
    }

    private static Connection lock(String store) throws SQLException {
        Connection connection = DriverManager.getConnection(store, "postgres", "x");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE tally IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    private static CompletableFuture<HttpResponse<String>> report(ServiceProcess service, String number, String key) {
        String body = """
                {"number":"%s","category":"fraud","reporter":"%s"}""".formatted(number, key);
        return HTTP.sendAsync(
                HttpRequest.newBuilder(service.uri("/v1/reports"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "en")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int negative(ServiceProcess service, String number) throws IOException, InterruptedException {
        String body = HTTP.send(
                        HttpRequest.newBuilder(service.uri("/v1/numbers/" + number))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return new ObjectMapper()
                .readTree(body)
                .path("reports")
                .path("negative")
                .asInt();
    }
}

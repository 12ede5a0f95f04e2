package org.zhenhao.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.ServiceProcess;

/**
 * The service is killed in the middle of imports: sent again, a file adds what is missing and nothing twice.
 * {@code -Dzhenhao.kills} says how often, {@code -Dzhenhao.import-rows} how long the file is.
 */
class ImportKillIT {
    private static final int KILLS = Integer.getInteger("zhenhao.kills", 1);
    private static final int ROWS = Integer.getInteger("zhenhao.import-rows", 6_000);
    private static final int NUMBERS = 300;

    /** Many short lives: what is compiled well is used once. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final Pattern COUNT = Pattern.compile("\"taken\":(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path directory;

    private static String number(int i) {
        return "1310077" + (1_000 + i % NUMBERS);
    }

    private static String file() {
        Instant day = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append("""
                    {"id":"i%d","number":"%s","category":"fraud","occurredAt":"%s","reporter":"r%d","network":"n%d"}
                    """.formatted(i, number(i), day, i, i));
        }
        return lines.toString();
    }

    private static HttpRequest.Builder request(ServiceProcess service, String path) {
        return HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofMinutes(3))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    private static CompletableFuture<HttpResponse<String>> send(ServiceProcess service, String file) {
        return HTTP.sendAsync(
                request(service, "/v1/imports?format=reports")
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String get(ServiceProcess service, String path) {
        try {
            return HTTP.send(request(service, path).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int negative(ServiceProcess service, String number) {
        Matcher count = Pattern.compile("\"negative\":(\\d+)").matcher(get(service, "/v1/numbers/" + number));
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void import_serviceKilledInIt_isCompletedBySendingItAgain(boolean postgresql) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                // So that rows can be seen long before the last: all of them would share one transaction.
                "ZHENHAO_INTAKE_IMPORT_BATCH", Integer.toString(ROWS / 20), "JAVA_TOOL_OPTIONS", QUICK));
        if (postgresql) {
            settings.put("ZHENHAO_STORE_URL", PostgresServer.newDatabase());
            settings.put("ZHENHAO_STORE_USERNAME", "postgres");
            settings.put("ZHENHAO_STORE_PASSWORD", "x");
        }
        String file = file();
        int started = 0;
        int deep = ROWS / NUMBERS / (KILLS + 2);
        try (ServiceProcess service = new ServiceProcess(Files.createDirectories(directory.resolve("s")), settings)) {
            for (int kill = 0; kill < KILLS; kill++) {
                // What this round adds shows in a number whose rows lie where it gets to.
                String witness = number(kill * ROWS / KILLS % NUMBERS);
                int before = negative(service, witness);
                CompletableFuture<HttpResponse<String>> sending = send(service, file);
                Eventually.holds(
                        Duration.ofSeconds(60), () -> sending.isDone() || negative(service, witness) > before + deep);
                started += sending.isDone() ? 0 : 1;
                service.kill();
                service.restart();
            }
            HttpResponse<String> whole = send(service, file).join();
            assertThat(whole.statusCode()).as(whole.body()).isLessThan(300);
            HttpResponse<String> again = send(service, file).join();
            Matcher taken = COUNT.matcher(again.body());
            assertThat(taken.find()).as(again.body()).isTrue();
            assertThat(taken.group(1)).isEqualTo("0");
            for (int i = 0; i < NUMBERS; i += 37) {
                assertThat(negative(service, number(i))).isEqualTo(ROWS / NUMBERS);
            }
            HttpResponse<String> rebuilt = HTTP.send(
                    request(service, "/v1/maintenance/rebuild")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(rebuilt.body()).contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
        }
        assertThat(started).as("kills in the middle of an import").isPositive();
        System.out.printf(
                "%s: killed %d times in an import of %,d rows, lost 0, doubled 0%n",
                postgresql ? "PostgreSQL" : "H2", started, ROWS);
    }
}

package org.zhenhao.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.ServiceProcess;

/** Kills the service in the middle of a job: it goes on where it stopped, and no row is lost, doubled or moved. */
abstract class AbstractJobKillTest {
    private static final int ROWS = Integer.getInteger("zhenhao.kill-rows", 400_000);
    private static final int KILLS = Integer.getInteger("zhenhao.kills", 2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path directory;

    abstract Map<String, String> store() throws IOException;

    Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>(store());
        settings.put("ZHENHAO_SCREENING_LEASE", "3s");
        return settings;
    }

    @Test
    void job_serviceKilledInTheMiddle_losesAndDoublesNothing() throws Exception {
        try (ServiceProcess service = new ServiceProcess(directory, settings())) {
            String location = begin(service);
            for (int kill = 0; kill < KILLS; kill++) {
                long before = done(service, location);
                Eventually.holds(
                        Duration.ofSeconds(60), () -> done(service, location) > before || over(service, location));
                service.kill();
                service.restart();
            }
            Eventually.holds(Duration.ofSeconds(120), () -> over(service, location));
            check(get(service, location + "/result"));
        }
    }

    static void check(String result) {
        String[] rows = result.split("\n");
        assertThat(rows).hasSize(ROWS + 1);
        for (int i = 0; i < ROWS; i++) {
            assertThat(rows[i + 1]).startsWith(i + "," + number(i) + ",+86" + number(i) + ",");
        }
    }

    private static String number(int i) {
        return "1709" + String.format("%07d", i * 17L % 10_000_000);
    }

    String begin(ServiceProcess service) throws IOException, InterruptedException {
        StringBuilder list = new StringBuilder("id,phone\n");
        for (int i = 0; i < ROWS; i++) {
            list.append(i).append(',').append(number(i)).append('\n');
        }
        HttpResponse<String> answer = http.send(
                request(service, "/v1/screenings")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(list.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    long done(ServiceProcess service, String location) throws IOException, InterruptedException {
        return state(service, location).get("rowsDone").asLong();
    }

    boolean over(ServiceProcess service, String location) throws IOException, InterruptedException {
        return state(service, location).get("state").asText().equals("done");
    }

    private JsonNode state(ServiceProcess service, String location) throws IOException, InterruptedException {
        return JSON.readTree(get(service, location));
    }

    String get(ServiceProcess service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(service, path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static HttpRequest.Builder request(ServiceProcess service, String path) {
        return HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }
}

package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.ServiceProcess;

/**
 * Kills the service while reports pour in, starts it again, and looks for what was acknowledged: nothing may be lost,
 * nothing doubled, and the tallies have to be those that the stored reports give. {@code -Dzhenhao.kills=20} kills more often.
 */
abstract class AbstractKillTest {
    private static final int SENDERS = 16;
    private static final int NUMBERS = 40;
    private static final int KILLS = Integer.getInteger("zhenhao.kills", 2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger next = new AtomicInteger();

    @TempDir
    Path directory;

    /** Settings of the service that is killed. */
    abstract Map<String, String> settings() throws IOException;

    private record Sent(int serial, String id) {}

    @Test
    void reports_serviceKilledUnderLoad_noneLostNoneDoubled() throws Exception {
        Random random = new Random(20261121);
        int acknowledgedInAll = 0;
        try (ServiceProcess service = new ServiceProcess(directory, settings())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                List<Sent> acknowledged = sendUntilKilled(service, 50 + random.nextInt(400));
                service.restart();
                for (Sent sent : acknowledged) {
                    HttpResponse<String> stored =
                            get(service, "/v1/reports/" + sent.id() + "?reporter=" + reporter(sent.serial()));
                    assertThat(stored.statusCode())
                            .as("acknowledged report %s after kill %d", sent.id(), kill)
                            .isEqualTo(200);
                }
                acknowledgedInAll += acknowledged.size();
                // Whoever got no answer asks again, and so does everybody else: nobody may count twice.
                for (Sent sent : acknowledged.subList(0, Math.min(50, acknowledged.size()))) {
                    assertThat(id(post(service, sent.serial()))).isEqualTo(sent.id());
                }
                assertThat(differences(service))
                        .as("rebuild after kill %d", kill)
                        .isEqualTo("0 0");
            }
            resendAll(service);
            assertThat(countsByLookup(service)).isEqualTo(next.get());
        }
        System.out.printf(
                "%s: killed %d times under load, %d reports acknowledged, lost 0, doubled 0, tallies differing 0%n",
                getClass().getSimpleName(), KILLS, acknowledgedInAll);
        assertThat(acknowledgedInAll).isGreaterThan(KILLS * 20);
    }

    private List<Sent> sendUntilKilled(ServiceProcess service, int enough) throws InterruptedException {
        ConcurrentLinkedQueue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Thread sender = new Thread(() -> {
                while (!stop.get()) {
                    int serial = next.getAndIncrement();
                    try {
                        HttpResponse<String> answer = post(service, serial);
                        if (answer.statusCode() == 201) {
                            acknowledged.add(new Sent(serial, id(answer)));
                        }
                    } catch (IOException killed) {
                        return;
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            });
            senders.add(sender);
            sender.start();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (acknowledged.size() < enough && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        service.kill();
        stop.set(true);
        for (Thread sender : senders) {
            sender.join();
        }
        return new ArrayList<>(acknowledged);
    }

    private void resendAll(ServiceProcess service) throws Exception {
        for (int serial = 0; serial < next.get(); serial++) {
            assertThat(post(service, serial).statusCode()).isEqualTo(201);
        }
    }

    /** Every serial is a reporter of its own, so the live opinions have to be as many as serials were ever drawn. */
    private int countsByLookup(ServiceProcess service) throws Exception {
        int count = 0;
        for (int i = 0; i < NUMBERS; i++) {
            JsonNode reports = JSON.readTree(
                            get(service, "/v1/numbers/" + number(i)).body())
                    .get("reports");
            count += reports.get("negative").asInt() + reports.get("positive").asInt();
        }
        return count;
    }

    private String differences(ServiceProcess service) throws Exception {
        HttpRequest request = request(service, "/v1/maintenance/rebuild")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode outcome = JSON.readTree(answer.body());
        return outcome.get("numbersDiffering").asInt() + " "
                + outcome.get("pagesDiffering").asInt();
    }

    private HttpResponse<String> post(ServiceProcess service, int serial) throws IOException, InterruptedException {
        String body = """
                {"number":"%s","category":"%s","reporter":"%s"}""".formatted(number(serial), serial % 9 == 0 ? "legitimate" : "fraud", reporter(serial));
        HttpRequest request = request(service, "/v1/reports")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "kill-" + serial)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ServiceProcess service, String path) throws IOException, InterruptedException {
        return http.send(request(service, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServiceProcess service, String path) {
        return HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    private static String id(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).get("id").asText();
    }

    private static String number(int serial) {
        return "170000" + (10_000 + serial % NUMBERS);
    }

    private static String reporter(int serial) {
        return "reporter-" + serial;
    }
}

package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.FaultProxy;
import org.zhenhao.testing.ServiceProcess;

/**
 * Of two replicas one is parted from Redis and PostgreSQL, while the other goes on: the other notices nothing, the parted one answers what it
 * knows or says that it cannot, and once the network is whole both know of each acknowledged report exactly once.
 * {@code -Dzhenhao.cut-millis} says how long each parting lasts.
 */
class CutOffIT {
    private static final long LASTS = Long.getLong("zhenhao.cut-millis", 1_500);
    private static final int PAUSE_MILLIS = 20;
    private static final int NUMBERS = 5;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a replica's links fail. */
    enum Parting {
        /** Connections are refused and cut. */
        REFUSED(FaultProxy::refuse, FaultProxy::listen),
        /** Nothing comes back, while what is sent arrives. */
        ANSWERS_LOST(wire -> wire.silent(true), wire -> wire.silent(false)),
        /** Nothing that is sent arrives, until the link heals. */
        REQUESTS_LOST(wire -> wire.deaf(true), wire -> wire.deaf(false)),
        /** Everything comes 300 ms late. */
        SLOW(wire -> wire.delay(300), wire -> wire.delay(0));

        private final Consumer<FaultProxy> begin;
        private final Consumer<FaultProxy> end;

        Parting(Consumer<FaultProxy> begin, Consumer<FaultProxy> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @TempDir
    static Path directory;

    private static Replicas replicas;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** All reports ever sent, by serial: true once acknowledged. */
    private static final Map<Integer, Boolean> SENT = new ConcurrentHashMap<>();

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        replicas = Replicas.wiredToStore(directory, 2, Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(report(1, SERIAL.getAndIncrement()).join()).isEqualTo(201);
            awaitCount(0, i);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        replicas.close();
    }

    private static String number(int serial) {
        return "131005566" + (10 + serial % NUMBERS);
    }

    private static HttpRequest.Builder request(int replica, String path) {
        return HttpRequest.newBuilder(replicas.service(replica).uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    /** Sends a report; its status, 0 for no answer. */
    private static CompletableFuture<Integer> report(int replica, int serial) {
        SENT.putIfAbsent(serial, false);
        String body = """
                {"number":"%s","category":"fraud","reporter":"cut-%d"}""".formatted(number(serial), serial);
        return HTTP.sendAsync(
                        request(replica, "/v1/reports")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "cut-" + serial)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    if (answer != null && answer.statusCode() == 201) {
                        SENT.put(serial, true);
                    }
                    return status(answer);
                });
    }

    private static int status(HttpResponse<String> answer) {
        if (answer == null) {
            return 0;
        }
        boolean later = answer.headers().firstValue("Retry-After").isPresent();
        return answer.statusCode() == 503 && !later ? 500 : answer.statusCode();
    }

    private static int count(int number, boolean acknowledgedOnly) {
        return (int) SENT.entrySet().stream()
                .filter(sent -> sent.getKey() % NUMBERS == number && (!acknowledgedOnly || sent.getValue()))
                .count();
    }

    /** Asks for a number; its status, -1 for an answer that cannot be right: too much, or too little without saying that it may be old. */
    private static CompletableFuture<Integer> lookup(int replica, int number, boolean fresh) {
        int least = fresh ? count(number, true) : 1;
        return HTTP.sendAsync(
                        request(replica, "/v1/numbers/" + number(number)).build(), HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    if (answer == null || answer.statusCode() != 200) {
                        return status(answer);
                    }
                    int negative = json(answer.body()).at("/reports/negative").asInt();
                    return negative >= least && negative <= count(number, false) ? 200 : -1;
                });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static void awaitCount(int replica, int number) {
        int expected = count(number, true);
        Eventually.holds(SOON, () -> {
            try {
                return replicas.negative(replica, number(number)) == expected;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void replica_partedFromBothServers_losesNothingAndTellsNothingWrong(Parting parting)
            throws IOException, InterruptedException {
        Queue<CompletableFuture<Integer>> parted = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Integer>> whole = new ConcurrentLinkedQueue<>();
        parting.begin.accept(replicas.wire(0));
        parting.begin.accept(replicas.storeWire(0));
        long end = System.nanoTime() + LASTS * 1_000_000;
        for (int i = 0; System.nanoTime() < end; i++) {
            boolean report = i % 4 == 0;
            int serial = report ? SERIAL.getAndAdd(2) : 0;
            parted.add(report ? report(0, serial) : lookup(0, i % NUMBERS, false));
            whole.add(report ? report(1, serial + 1) : lookup(1, i % NUMBERS, false));
            LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000L);
        }
        parting.end.accept(replicas.wire(0));
        parting.end.accept(replicas.storeWire(0));

        assertThat(whole.stream().map(CompletableFuture::join))
                .as("the other replica")
                .allMatch(s -> s / 100 == 2);
        assertThat(parted.stream().map(CompletableFuture::join))
                .as("the parted replica")
                .allMatch(status -> status / 100 == 2 || status == 503)
                .anyMatch(status -> status == 200);
        healed();
        assertThat(rebuilt()).contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
    }

    /** Whoever got no good answer sends again; then each report counts once, and each replica says so. */
    private static void healed() {
        SENT.forEach((serial, acknowledged) -> {
            if (!acknowledged) {
                Eventually.holds(SOON, () -> report(serial % 2, serial).join() == 201);
            }
        });
        for (int number = 0; number < NUMBERS; number++) {
            awaitCount(0, number);
            awaitCount(1, number);
            assertThat(lookup(0, number, true).join()).isEqualTo(200);
        }
    }

    private static String rebuilt() throws IOException, InterruptedException {
        return HTTP.send(
                        request(1, "/v1/maintenance/rebuild")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

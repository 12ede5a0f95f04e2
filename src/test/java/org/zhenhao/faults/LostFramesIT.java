package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.NetworkNamespace;
import org.zhenhao.testing.PostgresProcess;
import org.zhenhao.testing.RedisProcess;
import org.zhenhao.testing.ServiceProcess;

/**
 * A replica in a network of its own loses all frames from and to PostgreSQL and Redis: no connection is cut, nobody is told, and what the
 * replica had locked in the store stays locked until the store gives it up. The other replica goes on after that, the parted one answers what it
 * knows and refuses the rest, and both know each acknowledged report once when the network is whole. {@code -Dzhenhao.lost-millis} says how
 * long it lasts.
 */
class LostFramesIT {
    private static final long LASTS = Long.getLong("zhenhao.lost-millis", 14_000);
    private static final int PAUSE_MILLIS = 20;
    private static final int NUMBERS = 3;
    /** After this the store has given up a replica that vanished, and what it had locked; until then others may say 503. */
    private static final long GIVEN_UP_MILLIS = 10_000;

    /** Several times the budgets of a lookup, for a machine that is busy with others, and less than it takes to give a connection up. */
    private static final long LOOKUP_AT_MOST = 5_000;

    private static final Duration RECOVERS = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static NetworkNamespace network;
    private static PostgresProcess postgres;
    private static RedisProcess redis;
    private static ApartService apart;
    private static ServiceProcess whole;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** All reports ever sent, by serial: true once acknowledged. */
    private static final Map<Integer, Boolean> SENT = new ConcurrentHashMap<>();

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        network = NetworkNamespace.need();
        postgres = new PostgresProcess();
        listen(network.outside());
        redis = RedisProcess.server("--bind", "127.0.0.1", network.outside(), "--protected-mode", "no");
        apart = new ApartService(
                network, Files.createDirectories(directory.resolve("apart")), settings(network.outside()));
        whole = new ServiceProcess(Files.createDirectories(directory.resolve("whole")), settings("127.0.0.1"));
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(report(whole::uri, SERIAL.getAndIncrement()).join().status())
                    .isEqualTo(201);
        }
        for (int i = 0; i < NUMBERS; i++) {
            awaitCount(apart::uri, i, SOON);
        }
    }

    /** Lets PostgreSQL take connections at another address, too. */
    private static void listen(String address) throws Exception {
        postgres.execute("ALTER SYSTEM SET listen_addresses = '127.0.0.1," + address + "'");
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW hba_file")) {
            row.next();
            Files.writeString(
                    Path.of(row.getString(1)), "\nhost all all 198.18.0.0/15 trust\n", StandardOpenOption.APPEND);
        }
        postgres.kill();
        postgres.start();
    }

    private static Map<String, String> settings(String host) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ZHENHAO_STORE_URL", "jdbc:postgresql://" + host + ":" + postgres.port() + "/postgres");
        settings.put("ZHENHAO_STORE_USERNAME", "postgres");
        settings.put("ZHENHAO_STORE_PASSWORD", "x");
        settings.put("ZHENHAO_REDIS_URL", "redis://" + host + ":" + redis.port());
        settings.put("ZHENHAO_SECRET", "one-secret-for-all-replicas-0123456789");
        settings.put("ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS", "none");
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        return settings;
    }

    @AfterAll
    static void stop() throws IOException {
        if (apart != null) {
            apart.close();
        }
        if (whole != null) {
            whole.close();
        }
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (network != null) {
            network.close();
        }
    }

    /** Where a path of a replica is. */
    private interface Replica {
        URI uri(String path);
    }

    /** What became of a request: status, 0 for no answer, 500 for a 503 that does not say when to come again. */
    private record Answer(int status, long millis, String body) {
        @Override
        public String toString() {
            return status + " after " + millis + " ms";
        }

        boolean served() {
            return status / 100 == 2;
        }
    }

    private static CompletableFuture<Answer> send(HttpRequest.Builder request) {
        long begun = System.nanoTime();
        return HTTP.sendAsync(
                        request.timeout(Duration.ofSeconds(60))
                                .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    long millis = (System.nanoTime() - begun) / 1_000_000;
                    if (answer == null) {
                        return new Answer(0, millis, String.valueOf(failure));
                    }
                    boolean later = answer.headers().firstValue("Retry-After").isPresent();
                    return new Answer(
                            answer.statusCode() == 503 && !later ? 500 : answer.statusCode(), millis, answer.body());
                });
    }

    private static String number(int serial) {
        return "131005577" + (10 + serial % NUMBERS);
    }

    private static CompletableFuture<Answer> report(Replica replica, int serial) {
        SENT.putIfAbsent(serial, false);
        return send(HttpRequest.newBuilder(replica.uri("/v1/reports"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "lost-" + serial)
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"number":"%s","category":"fraud","reporter":"lost-%d"}""".formatted(number(serial), serial))))
                .thenApply(answer -> {
                    if (answer.status == 201) {
                        SENT.put(serial, true);
                    }
                    return answer;
                });
    }

    private static CompletableFuture<Answer> lookup(Replica replica, String number) {
        return send(HttpRequest.newBuilder(replica.uri("/v1/numbers/" + number)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static long acknowledged(int number) {
        return SENT.entrySet().stream()
                .filter(sent -> sent.getKey() % NUMBERS == number && sent.getValue())
                .count();
    }

    private static void awaitCount(Replica replica, int number, Duration within) {
        Eventually.holds(within, () -> {
            Answer answer = lookup(replica, number(number)).join();
            return answer.served()
                    && json(answer.body).at("/reports/negative").asLong() == acknowledged(number)
                    && !json(answer.body).path("stale").asBoolean();
        });
    }

    @Test
    void replica_whoseFramesAreLost_answersWhatItKnows_andHoldsUpNobodyForLong() throws Exception {
        Queue<CompletableFuture<Answer>> known = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Answer>> unknown = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Answer>> refused = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Answer>> heldUp = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Answer>> others = new ConcurrentLinkedQueue<>();
        CompletableFuture<?> busy = busy();
        // What a transaction of the parted replica holds is held by a client that certainly vanished within one.
        Process holder = lockedFromInside();
        network.lose(NetworkNamespace.Loss.BOTH);
        long begun = System.nanoTime();
        long end = begun + LASTS * 1_000_000;
        for (int i = 0; System.nanoTime() < end; i++) {
            known.add(lookup(apart::uri, number(i)));
            unknown.add(lookup(apart::uri, "1320055" + (1000 + i % 9000)));
            others.add(lookup(whole::uri, number(i)));
            if (i % 10 == 0) {
                refused.add(report(apart::uri, SERIAL.getAndIncrement()));
                (System.nanoTime() - begun < GIVEN_UP_MILLIS * 1_000_000 ? heldUp : others)
                        .add(report(whole::uri, SERIAL.getAndIncrement()));
            }
            LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000L);
        }
        network.heal();
        long healed = System.nanoTime();
        holder.destroyForcibly();
        Eventually.holds(
                RECOVERS,
                () -> report(apart::uri, SERIAL.getAndIncrement()).join().served());
        System.out.printf("a report is stored %,d ms after healing%n", (System.nanoTime() - healed) / 1_000_000);

        told("known", known);
        told("unknown", unknown);
        told("reports", refused);
        told("first reports to the other replica", heldUp);
        told("other replica", others);
        busy.join();
        assertThat(all(known))
                .as("what the parted replica knows")
                .allMatch(Answer::served)
                .allMatch(a -> a.millis < LOOKUP_AT_MOST);
        assertThat(all(unknown))
                .as("what it does not know")
                .allMatch(a -> a.served() || a.status == 503)
                .allMatch(a -> a.millis < LOOKUP_AT_MOST);
        assertThat(all(refused)).as("reports to it").allMatch(a -> a.served() || a.status == 503);
        assertThat(all(others))
                .as("the other replica")
                .allMatch(Answer::served)
                .allMatch(a -> a.millis < LOOKUP_AT_MOST);
        assertThat(all(heldUp))
                .as("reports to the other replica until the store gives the parted one up")
                .allMatch(a -> a.served() || a.status == 503)
                .allMatch(a -> a.millis < GIVEN_UP_MILLIS);
        nothingIsLost(healed);
    }

    /** Keeps the parted replica committing for a moment, so that it is cut off in the middle of it. */
    private static CompletableFuture<?> busy() {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                CompletableFuture<Answer> ignored = report(apart::uri, SERIAL.getAndIncrement());
                LockSupport.parkNanos(2_000_000);
            }
        });
    }

    /** A client inside that has locked the row which every commit writes last, and says nothing more. */
    private static Process lockedFromInside() throws IOException {
        Process holder = new ProcessBuilder(network.command(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        "jdbc:postgresql://" + network.outside() + ":" + postgres.port() + "/postgres")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.getInputStream().read()).isEqualTo('+');
        return holder;
    }

    private static List<Answer> all(Queue<CompletableFuture<Answer>> answers) {
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void told(String what, Queue<CompletableFuture<Answer>> answers) {
        Map<Integer, Long> counts = new HashMap<>();
        all(answers).forEach(a -> counts.merge(a.status, 1L, Long::sum));
        System.out.printf(
                "%s: %s, longest %,d ms%n",
                what,
                counts,
                all(answers).stream().mapToLong(Answer::millis).max().orElse(0));
    }

    /** Whoever got no good answer sends again; then each report counts once at both, and in the store. */
    private static void nothingIsLost(long healed) throws SQLException {
        SENT.forEach((serial, acknowledged) -> {
            if (!acknowledged) {
                Eventually.holds(SOON, () -> report(whole::uri, serial).join().status == 201);
            }
        });
        for (int number = 0; number < NUMBERS; number++) {
            awaitCount(whole::uri, number, RECOVERS);
            awaitCount(apart::uri, number, RECOVERS);
        }
        System.out.printf("both agree %,d ms after healing%n", (System.nanoTime() - healed) / 1_000_000);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM report")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(SENT.size());
        }
        Answer rebuilt = send(HttpRequest.newBuilder(whole.uri("/v1/maintenance/rebuild"))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .join();
        assertThat(rebuilt.body).contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
    }
}

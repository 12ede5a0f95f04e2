package org.zhenhao.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.zhenhao.testing.Eventually;

/** What two replicas grant together to a caller that has one quota: asked steadily through both until both refuse. */
final class QuotaTrial implements AutoCloseable {
    static final int QUOTA = 1_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Replicas replicas;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int callers;

    QuotaTrial(Path directory) throws IOException, InterruptedException {
        replicas = new Replicas(
                directory,
                2,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=1",
                        "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                        "true",
                        "ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS",
                        QUOTA + "/1h"));
        awaitRedis();
    }

    /** Connects both replicas to Redis again and waits until they use it. */
    void reach() {
        for (int replica = 0; replica < replicas.size(); replica++) {
            replicas.wire(replica).listen();
        }
        awaitRedis();
    }

    private void awaitRedis() {
        for (int replica = 0; replica < replicas.size(); replica++) {
            int which = replica;
            Eventually.holds(SOON, () -> {
                try {
                    return replicas.metric(which, "zhenhao_redis_up") == 1;
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** Cuts both replicas off from Redis. */
    void cutOff() {
        IntStream.range(0, replicas.size())
                .forEach(replica -> replicas.wire(replica).refuse());
    }

    /** How much a new caller is granted that asks both replicas so many times a second each, until they refuse. */
    int granted(int perSecond) {
        String caller = newCaller();
        AtomicInteger granted = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(replicas.size());
        try {
            List<CompletableFuture<Void>> asking = IntStream.range(0, replicas.size())
                    .mapToObj(replica -> CompletableFuture.runAsync(
                            () -> granted.addAndGet(askUntilRefused(replica, caller, perSecond)), threads))
                    .toList();
            asking.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        return granted.get();
    }

    /** How much a new caller is granted by the second replica after the first has refused it. */
    int grantedAfterwards(int perSecond) {
        String caller = newCaller();
        askUntilRefused(0, caller, perSecond);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        return askUntilRefused(1, caller, perSecond);
    }

    private String newCaller() {
        callers++;
        return "192.0.2." + callers;
    }

    /** Asks until ten refusals have come in a row: the quota refills by one in 3.6 seconds. */
    private int askUntilRefused(int replica, String caller, int perSecond) {
        int granted = 0;
        int refused = 0;
        long due = System.nanoTime();
        while (refused < 10 && granted < 4 * QUOTA) {
            due += 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (ask(replica, caller) == 200) {
                granted++;
                refused = 0;
            } else {
                refused++;
            }
        }
        return granted;
    }

    private int ask(int replica, String caller) {
        try {
            return http.send(
                            HttpRequest.newBuilder(replicas.service(replica).uri("/v1/numbers/95588"))
                                    .timeout(SOON)
                                    .header("X-Forwarded-For", caller)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a table of what was granted at several rates, which may be named, and without Redis. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try (QuotaTrial trial = new QuotaTrial(Files.createTempDirectory("quota"))) {
            System.out.printf("quota %d an hour, two replicas, one caller that asks both%n", QUOTA);
            int[] rates = arguments.length == 0
                    ? new int[] {50, 200, 500}
                    : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
            for (int rate : rates) {
                int granted = trial.granted(rate);
                System.out.printf(
                        Locale.ROOT,
                        "  %d/s each: %d granted, %+.1f %%%n",
                        rate,
                        granted,
                        100.0 * (granted - QUOTA) / QUOTA);
            }
            System.out.printf("  200/s, one after the other: %d more%n", trial.grantedAfterwards(200));
            trial.cutOff();
            System.out.printf("  200/s each, Redis gone: %d granted%n", trial.granted(200));
            trial.reach();
            System.out.printf("  200/s each, Redis back: %d granted%n", trial.granted(200));
        }
    }

    @Override
    public void close() throws IOException {
        replicas.close();
    }
}

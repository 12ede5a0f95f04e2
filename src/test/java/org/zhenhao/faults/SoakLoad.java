package org.zhenhao.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * A steady load over addresses of the service that change while it goes on: nine lookups of ten numbers, one report of many, at a
 * fixed rate. Counts answers by status, and what was acknowledged. {@code BASE KEY MINUTES RATE}.
 */
public final class SoakLoad {
    private static final int MOST_OPEN = 2_000;
    private static final int NUMBERS = 20_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String key;
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Semaphore open = new Semaphore(MOST_OPEN);
    private final LongAdder lookups = new LongAdder();
    private final java.util.concurrent.ConcurrentLinkedQueue<Long> micros =
            new java.util.concurrent.ConcurrentLinkedQueue<>();

    SoakLoad(String key) {
        this.key = key;
    }

    /** Where a request goes next. */
    interface Target {
        /** The service's address, without a path. */
        URI next();
    }

    /** Asks until a time of {@link System#nanoTime}; returns when all that was asked is answered. */
    void run(Target target, int rate, long until) throws InterruptedException {
        long due = System.nanoTime();
        for (long i = 0; System.nanoTime() < until; i++) {
            due += TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            open.acquire();
            send(target.next(), i);
        }
        open.acquire(MOST_OPEN);
        open.release(MOST_OPEN);
    }

    private void send(URI base, long serial) {
        String number = "1310%07d".formatted(serial * 7919 % NUMBERS);
        boolean report = serial % 10 == 9;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        base.resolve(report ? "/v1/reports" : "/v1/numbers/" + number))
                .timeout(Duration.ofSeconds(20))
                .header("X-Api-Key", key);
        if (report) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("""
                            {"number":"%s","category":"fraud","reporter":"soak-%d"}""".formatted(number, serial)));
        }
        long begun = System.nanoTime();
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            String what = failure == null ? Integer.toString(answer.statusCode()) : failure(failure);
            answers.computeIfAbsent((report ? "report " : "lookup ") + what, name -> new LongAdder())
                    .increment();
            if (answer != null && report && answer.statusCode() == 201) {
                acknowledged.incrementAndGet();
            }
            if (!report) {
                lookups.increment();
                if (serial % 16 == 0) {
                    micros.add((System.nanoTime() - begun) / 1_000);
                }
            }
            open.release();
        });
    }

    private static String failure(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }

    /** Answers by kind of request and status, or by what went wrong. */
    Map<String, Long> answers() {
        Map<String, Long> counts = new TreeMap<>();
        answers.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    /** How many answers were anything but the ones of a service in order. */
    long errors() {
        return answers().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("lookup 200") && !entry.getKey().equals("report 201"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Soaks one service and prints what came of it. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        SoakLoad load = new SoakLoad(arguments[1]);
        URI base = URI.create(arguments[0]);
        long minutes = Long.parseLong(arguments[2]);
        load.run(() -> base, Integer.parseInt(arguments[3]), System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes));
        long[] times = load.micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "answers %s; errors %d; reports acknowledged %d; lookups p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                load.answers(),
                load.errors(),
                load.acknowledged(),
                times[times.length / 2] / 1e3,
                times[times.length * 99 / 100] / 1e3,
                LongStream.of(times).max().orElse(0) / 1e3);
        System.exit(0);
    }
}

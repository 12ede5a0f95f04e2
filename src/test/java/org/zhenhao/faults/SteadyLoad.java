package org.zhenhao.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.zhenhao.testing.ServiceProcess;

/**
 * Asks at a fixed rate, whatever becomes of the answers, and compares each with the truth. A request's time counts from
 * when it was due, so that a service that stalls is charged for all who had to wait.
 */
final class SteadyLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PERCENT_KNOWN = 60;
    private static final int PERCENT_BUSY = 20;
    private static final int PERCENT_REPORTS = 4;

    private final ServiceProcess service;
    private final Truth truth;
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(callbacks)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger serial = new AtomicInteger();
    private final Random random = new Random(20261122);
    private final Thread clock;
    private volatile boolean stopped;

    /**
     * Begins to ask.
     *
     * @param rate requests a second
     */
    SteadyLoad(ServiceProcess service, Truth truth, int rate) {
        this.service = service;
        this.truth = truth;
        long pause = TimeUnit.SECONDS.toNanos(1) / rate;
        this.clock = new Thread(() -> run(pause), "steady-load");
        clock.start();
    }

    /** All requests that have ended and were due between two times. */
    List<Sample> between(long from, long to) {
        return samples.stream()
                .filter(sample -> sample.intended() - from >= 0 && sample.intended() - to < 0)
                .toList();
    }

    /** How many requests have not ended yet. */
    int open() {
        return open.get();
    }

    private void run(long pause) {
        long next = System.nanoTime();
        while (!stopped) {
            long now = System.nanoTime();
            if (next - now > 0) {
                LockSupport.parkNanos(next - now);
            } else {
                send(next);
                next += pause;
            }
        }
    }

    private void send(long intended) {
        int dice = random.nextInt(100);
        if (dice < PERCENT_REPORTS) {
            report(intended);
        } else if (dice < PERCENT_REPORTS + PERCENT_KNOWN) {
            int i = random.nextInt(Truth.KNOWN);
            int count = Truth.reportsOfKnown(i);
            ask(Sample.Kind.KNOWN, Truth.known(i), intended, new Bounds(count, () -> count));
        } else if (dice < PERCENT_REPORTS + PERCENT_KNOWN + PERCENT_BUSY) {
            int i = random.nextInt(Truth.BUSY);
            ask(Sample.Kind.BUSY, Truth.busy(i), intended, new Bounds(truth.least(i), () -> truth.most(i)));
        } else {
            ask(Sample.Kind.STRANGER, Truth.stranger(serial.incrementAndGet()), intended, new Bounds(0, () -> 0));
        }
    }

    /** The least is drawn before the request, the most after the answer. */
    private record Bounds(int least, IntSupplier most) {}

    private void ask(Sample.Kind kind, String number, long intended, Bounds bounds) {
        HttpRequest request = request("/v1/numbers/" + number).build();
        open.incrementAndGet();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            long nanos = System.nanoTime() - intended;
            boolean right = true;
            boolean stale = false;
            if (answer != null && answer.statusCode() == 200) {
                try {
                    var verdict = JSON.readTree(answer.body());
                    right = Truth.right(verdict, number, bounds.least, bounds.most.getAsInt());
                    stale = verdict.path("stale").asBoolean();
                } catch (IOException e) {
                    right = false;
                }
            }
            add(new Sample(kind, intended, nanos, status(answer), right, stale, retryAfter(answer)));
        });
    }

    private void report(long intended) {
        int i = random.nextInt(Truth.BUSY);
        truth.sent(i);
        String body = """
                {"number":"%s","category":"fraud","reporter":"busy-%d"}""".formatted(Truth.busy(i), serial.incrementAndGet());
        HttpRequest request = request("/v1/reports")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        open.incrementAndGet();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            if (answer != null && answer.statusCode() == 201) {
                truth.acknowledged(i);
            }
            long nanos = System.nanoTime() - intended;
            add(new Sample(Sample.Kind.REPORT, intended, nanos, status(answer), true, false, retryAfter(answer)));
        });
    }

    private void add(Sample sample) {
        samples.add(sample);
        open.decrementAndGet();
    }

    private static int status(@Nullable HttpResponse<byte[]> answer) {
        return answer == null ? 0 : answer.statusCode();
    }

    private static boolean retryAfter(@Nullable HttpResponse<byte[]> answer) {
        return answer != null && answer.headers().firstValue("Retry-After").isPresent();
    }

    private HttpRequest.Builder request(String path) {
        URI uri = service.uri(path);
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            clock.join();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (open.get() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        callbacks.shutdownNow();
    }
}

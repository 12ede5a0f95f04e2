package org.zhenhao.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.FaultProxy;
import org.zhenhao.testing.PostgresProcess;
import org.zhenhao.testing.RedisProcess;
import org.zhenhao.testing.ServiceProcess;

/** The packaged service with a Redis and a PostgreSQL of its own, each behind a wire that can be cut. */
final class FaultRig implements AutoCloseable {
    private static final Pattern METRIC = Pattern.compile("(?m)^(zhenhao_[a-z_]+(?:\\{[^}]*})?) ([-0-9.Ee+]+)$");
    private static final Duration SOON = Duration.ofSeconds(60);

    final PostgresProcess postgres = new PostgresProcess();
    final RedisProcess redis = RedisProcess.server();
    final FaultProxy redisWire = new FaultProxy(redis.port());
    final FaultProxy postgresWire = new FaultProxy(postgres.port());
    final ServiceProcess service;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private @Nullable Connection lock;

    /** Starts everything, stores the known numbers, and has each asked about once. */
    FaultRig(Path directory) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("ZHENHAO_STORE_URL", "jdbc:postgresql://127.0.0.1:" + postgresWire.port() + "/postgres");
        settings.put("ZHENHAO_STORE_USERNAME", "postgres");
        settings.put("ZHENHAO_STORE_PASSWORD", "x");
        settings.put("ZHENHAO_REDIS_URL", "redis://127.0.0.1:" + redisWire.port());
        // So that most lookups have to ask beyond the near cache, which is what is to be tried here.
        settings.put("ZHENHAO_NEAR_LIFETIME", "500ms");
        settings.put("ZHENHAO_NEAR_FOLLOWED_LIFETIME", "500ms");
        service = new ServiceProcess(Files.createDirectories(directory), settings);
        fill();
        warm();
    }

    private void fill() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        String day = Instant.now()
                .minus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        for (int i = 0; i < Truth.KNOWN; i++) {
            for (int k = 0; k < Truth.reportsOfKnown(i); k++) {
                lines.append("""
                        {"id":"k%d-%d","number":"%s","category":"fraud","occurredAt":"%s","reporter":"p%d-%d","network":"n%d-%d"}
                        """.formatted(i, k, Truth.known(i), day, i, k, i, k));
            }
        }
        HttpResponse<String> answer = http.send(
                request("/v1/imports?format=reports")
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("import: " + answer.body());
        }
    }

    /** Has all numbers that were reported asked about, so that the caches know them. */
    void warm() {
        Eventually.holds(SOON, () -> gauge("zhenhao_redis_up") == 1);
        List<String> numbers = new ArrayList<>();
        IntStream.range(0, Truth.KNOWN).forEach(i -> numbers.add(Truth.known(i)));
        IntStream.range(0, Truth.BUSY).forEach(i -> numbers.add(Truth.busy(i)));
        for (int from = 0; from < numbers.size(); from += 500) {
            String some = String.join("\",\"", numbers.subList(from, Math.min(numbers.size(), from + 500)));
            try {
                http.send(
                        request("/v1/numbers/batch")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"numbers\":[\"" + some + "\"]}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The body of an answer; empty if there was none. */
    String get(String path) {
        try {
            return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    /** The service's own metrics, by name with tags. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new HashMap<>();
        Matcher line = METRIC.matcher(get("/q/metrics"));
        while (line.find()) {
            metrics.put(line.group(1), Double.parseDouble(line.group(2)));
        }
        return metrics;
    }

    /** One metric; -1 if it is not there. */
    double gauge(String name) {
        return metrics().getOrDefault(name, -1.0);
    }

    /** Whether Redis is asked, the store answers, and answers are not stale. */
    boolean normal() {
        Map<String, Double> now = metrics();
        return now.getOrDefault("zhenhao_redis_up", 0.0) == 1
                && now.getOrDefault("zhenhao_store_up", 0.0) == 1
                && get("/v1/numbers/" + Truth.known(7)).contains("\"stale\":false");
    }

    /** Takes locks that stay until {@link #unlock}. */
    void lock(String sql) {
        try {
            Connection connection = postgres.connect();
            connection.setAutoCommit(false);
            connection.createStatement().execute(sql);
            lock = connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void unlock() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        redisWire.close();
        postgresWire.close();
        redis.close();
        postgres.close();
    }
}

package org.zhenhao.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhenhao.testing.FaultProxy;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.RedisProcess;
import org.zhenhao.testing.ServiceProcess;

/** Some replicas of the packaged service on one PostgreSQL and one Redis, each with a wire to Redis of its own. */
final class Replicas implements AutoCloseable {
    private static final Pattern NEGATIVE = Pattern.compile("\"negative\":(\\d+)");

    private final RedisProcess redis = RedisProcess.server();
    private final List<FaultProxy> wires = new ArrayList<>();
    private final List<FaultProxy> storeWires;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Replicas(Path directory, int count) throws IOException, InterruptedException {
        this(directory, count, Map.of());
    }

    /** Replicas that have a wire of their own to the store, too. */
    static Replicas wiredToStore(Path directory, int count, Map<String, String> more)
            throws IOException, InterruptedException {
        String store = PostgresServer.newDatabase();
        Matcher port = Pattern.compile(":(\\d+)/").matcher(store);
        if (!port.find()) {
            throw new IllegalStateException(store);
        }
        List<FaultProxy> storeWires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            storeWires.add(new FaultProxy(Integer.parseInt(port.group(1))));
        }
        Map<String, String> settings = new HashMap<>(more);
        settings.put("ZHENHAO_STORE_URL", store);
        return new Replicas(directory, count, settings, storeWires);
    }

    /** Starts replicas with settings beyond those that all such replicas have. */
    Replicas(Path directory, int count, Map<String, String> more) throws IOException, InterruptedException {
        this(directory, count, more, List.of());
    }

    private Replicas(Path directory, int count, Map<String, String> more, List<FaultProxy> storeWires)
            throws IOException, InterruptedException {
        this.storeWires = storeWires;
        Map<String, String> settings = new HashMap<>(Map.of(
                "ZHENHAO_STORE_URL", PostgresServer.newDatabase(),
                "ZHENHAO_STORE_USERNAME", "postgres",
                "ZHENHAO_STORE_PASSWORD", "x",
                "ZHENHAO_SECRET", "one-secret-for-all-replicas-0123456789",
                // What is found to have changed must not be found by running out of time.
                "ZHENHAO_NEAR_LIFETIME", "10m"));
        settings.putAll(more);
        // The first brings the schema up; the others may start together.
        services.add(start(directory, 0, settings));
        List<CompletableFuture<ServiceProcess>> starting = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int index = i;
            FaultProxy wire = wire();
            starting.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return start(directory, index, settings, wire);
                } catch (IOException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            }));
        }
        starting.forEach(service -> services.add(service.join()));
    }

    private ServiceProcess start(Path directory, int index, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(directory, index, settings, wire());
    }

    private ServiceProcess start(Path directory, int index, Map<String, String> settings, FaultProxy wire)
            throws IOException, InterruptedException {
        Map<String, String> own = new HashMap<>(settings);
        if (!storeWires.isEmpty()) {
            String port = ":" + storeWires.get(index).port() + "/";
            own.computeIfPresent(
                    "ZHENHAO_STORE_URL",
                    (name, url) -> url.replace("localhost", "127.0.0.1").replaceFirst(":\\d+/", port));
        }
        own.put("ZHENHAO_REDIS_URL", "redis://127.0.0.1:" + wire.port());
        return new ServiceProcess(Files.createDirectories(directory.resolve("replica" + index)), own);
    }

    private FaultProxy wire() {
        FaultProxy wire = new FaultProxy(redis.port());
        wires.add(wire);
        return wire;
    }

    /** The wire between a replica and Redis. */
    FaultProxy wire(int replica) {
        return wires.get(replica);
    }

    /** The wire between a replica and the store, of {@link #wiredToStore}. */
    FaultProxy storeWire(int replica) {
        return storeWires.get(replica);
    }

    ServiceProcess service(int replica) {
        return services.get(replica);
    }

    int size() {
        return services.size();
    }

    /** Takes the last replica away. */
    void drop() throws IOException {
        services.remove(services.size() - 1).close();
    }

    /** Reports a number to a replica; returns when it is acknowledged. */
    void report(int replica, String number, String reporter) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(replica, "/v1/reports")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"number":"%s","category":"fraud","reporter":"%s"}""".formatted(number, reporter)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    /** How many negative reports a replica counts for a number. */
    int negative(int replica, String number) throws IOException, InterruptedException {
        Matcher count = NEGATIVE.matcher(get(replica, "/v1/numbers/" + number));
        return count.find() ? Integer.parseInt(count.group(1)) : -1;
    }

    String get(int replica, String path) throws IOException, InterruptedException {
        return http.send(request(replica, path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A metric of a replica; -1 if it is not there. */
    double metric(int replica, String name) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^" + name + " ([-0-9.Ee]+)$").matcher(get(replica, "/q/metrics"));
        return line.find() ? Double.parseDouble(line.group(1)) : -1;
    }

    /**
     * Reports a number again and again to one replica after the other, and asks each other replica until it knows.
     *
     * @param from the count of reports the number has
     * @return milliseconds from each acknowledgement to the changed verdict, one for each replica but the one that took it
     */
    List<Double> freshness(String number, int from, int rounds) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            int writer = round % services.size();
            report(writer, number, number + "-" + (from + round));
            long acknowledged = System.nanoTime();
            boolean[] knows = new boolean[services.size()];
            knows[writer] = true;
            for (int left = services.size() - 1; left > 0; ) {
                for (int i = 0; i < knows.length; i++) {
                    if (!knows[i] && negative(i, number) >= from + round) {
                        knows[i] = true;
                        left--;
                        times.add((System.nanoTime() - acknowledged) / 1e6);
                    }
                }
                if (System.nanoTime() - acknowledged > 30_000_000_000L) {
                    throw new AssertionError("a replica does not hear of a report");
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        return times;
    }

    private HttpRequest.Builder request(int replica, String path) {
        return HttpRequest.newBuilder(services.get(replica).uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    @Override
    public void close() throws IOException {
        for (ServiceProcess service : services) {
            service.close();
        }
        wires.forEach(FaultProxy::close);
        storeWires.forEach(FaultProxy::close);
        redis.close();
    }
}

package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.RedisProcess;
import org.zhenhao.testing.ServiceProcess;

/**
 * Three replicas are stopped and started again one after the other, as a rolling update does it: each is told to stop, stops being ready, goes on
 * answering for a while, and ends. Whoever sends requests to ready replicas only sees no error, and no acknowledged report is lost.
 * {@code -Dzhenhao.rolling-rate} says how many requests a second, {@code -Dzhenhao.rolling-rounds} how often all are restarted.
 */
class RollingRestartIT {
    private static final int REPLICAS = 3;
    private static final int RATE = Integer.getInteger("zhenhao.rolling-rate", 60);
    private static final int ROUNDS = Integer.getInteger("zhenhao.rolling-rounds", 1);

    @TempDir
    Path directory;

    /** The replicas, and which of them a balancer sends to: those whose readiness it has seen within half a second. */
    private static final class Balancer implements SoakLoad.Target, AutoCloseable {
        final List<ServiceProcess> services = new ArrayList<>();
        private volatile List<URI> ready = List.of();
        private final AtomicInteger turn = new AtomicInteger();
        private final Thread probes = new Thread(this::probe, "probes");
        private volatile boolean stopped;

        void start() {
            look();
            probes.setDaemon(true);
            probes.start();
        }

        private void probe() {
            while (!stopped) {
                look();
                try {
                    TimeUnit.MILLISECONDS.sleep(300);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void look() {
            ready = services.stream()
                    .filter(ServiceProcess::ready)
                    .map(service -> service.uri("/"))
                    .toList();
        }

        @Override
        public URI next() {
            List<URI> now = ready;
            return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        }

        @Override
        public void close() throws IOException {
            stopped = true;
            for (ServiceProcess service : services) {
                service.close();
            }
        }
    }

    private Map<String, String> settings(RedisProcess redis) {
        return new HashMap<>(Map.of(
                "ZHENHAO_STORE_URL", PostgresServer.newDatabase(),
                "ZHENHAO_STORE_USERNAME", "postgres",
                "ZHENHAO_STORE_PASSWORD", "x",
                "ZHENHAO_SECRET", "one-secret-for-all-replicas-0123456789",
                "ZHENHAO_REDIS_URL", "redis://127.0.0.1:" + redis.port(),
                // Six starts: what is compiled well is used for a moment.
                "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1",
                // What k8s/ sets: out of readiness at once, answering for longer than balancers take to notice.
                "QUARKUS_SHUTDOWN_DELAY", "5S",
                // A replica that has just started shares two processors with the others, and is asked at once.
                "ZHENHAO_STORE_READS_BUDGET", "10s"));
    }

    @Test
    void rollingRestart_ofThreeReplicasUnderLoad_hasNoErrorAndLosesNothing() throws IOException, InterruptedException {
        try (RedisProcess redis = RedisProcess.server();
                Balancer balancer = new Balancer()) {
            Map<String, String> settings = settings(redis);
            for (int i = 0; i < REPLICAS; i++) {
                balancer.services.add(
                        new ServiceProcess(Files.createDirectories(directory.resolve("replica" + i)), settings));
            }
            balancer.start();
            SoakLoad load = new SoakLoad(ServiceProcess.ADMIN_KEY);
            CompletableFuture<Void> restarts = CompletableFuture.runAsync(() -> restartAll(balancer));
            while (!restarts.isDone()) {
                load.run(balancer, RATE, System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
            }
            restarts.join();
            load.run(balancer, RATE, System.nanoTime() + TimeUnit.SECONDS.toNanos(2));

            System.out.printf("rolling restart: %s, errors %d%n", load.answers(), load.errors());
            assertThat(load.errors()).as(load.answers().toString()).isZero();
            assertThat(load.acknowledged()).isPositive();
            assertThat(stored(settings)).isEqualTo(load.acknowledged());
        }
    }

    private static void restartAll(Balancer balancer) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (ServiceProcess service : balancer.services) {
                    service.stop();
                    service.restart();
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static long stored(Map<String, String> settings) {
        try (var connection = java.sql.DriverManager.getConnection(settings.get("ZHENHAO_STORE_URL"), "postgres", "x");
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM report")) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.zhenhao.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.zhenhao.testing.NetworkNamespace;
import org.zhenhao.testing.ServiceProcess;

/** The packaged service in a network namespace. */
final class ApartService implements AutoCloseable {
    private static final int PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final NetworkNamespace network;
    private final Path log;
    private final Process process;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Starts it, and returns when it is ready. */
    ApartService(NetworkNamespace network, Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        this.network = network;
        this.log = directory.resolve("service.log");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put(
                "ZHENHAO_DATA_DIR", directory.resolve("data").toAbsolutePath().toString());
        environment.put("ZHENHAO_ADMIN_KEY", ServiceProcess.ADMIN_KEY);
        environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(PORT));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                network.command(List.of(java, "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar")));
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        awaitReady();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("the service did not become ready:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://" + network.address() + ":" + PORT + path);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

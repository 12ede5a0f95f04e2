package org.zhenhao.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, which a test can kill. */
public final class ServiceProcess implements AutoCloseable {
    /** The admin key of every service started here. */
    public static final String ADMIN_KEY = "zh_admin_for_tests_only_0123456789";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    private Process process;

    /**
     * Starts the service and waits until it is ready.
     *
     * @param directory where its data and its log lie
     * @param environment settings in addition to the data directory and the admin key, which an empty one takes away
     */
    public ServiceProcess(Path directory, Map<String, String> environment) throws IOException, InterruptedException {
        this.environment = new java.util.HashMap<>(environment);
        this.environment.put(
                "ZHENHAO_DATA_DIR", directory.resolve("data").toAbsolutePath().toString());
        this.environment.putIfAbsent("ZHENHAO_ADMIN_KEY", ADMIN_KEY);
        this.environment.remove("ZHENHAO_ADMIN_KEY", "");
        for (String kind : List.of("LOOKUPS", "REPORTS", "OTHERS")) {
            this.environment.putIfAbsent("ZHENHAO_QUOTA_ANONYMOUS_" + kind, "none");
        }
        this.log = directory.resolve("service.log");
        this.port = Ports.free();
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.process = launch();
        awaitReady();
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-jar");
        command.add(JAR.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        return builder.start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("the service ended at once:\n" + Files.readString(log));
            }
            try {
                if (HTTP.send(
                                        HttpRequest.newBuilder(uri("/q/health/ready"))
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("the service did not become ready:\n" + Files.readString(log));
    }

    /** The address of a path of the service. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Kills the process as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Whether it says now that it is ready. */
    public boolean ready() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(uri("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks the process to end, as Kubernetes does, and waits until it has. */
    public void stop() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("the service did not end when asked to");
        }
    }

    /** Starts it again after {@link #kill} or {@link #stop}. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    /** What the process has printed. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }
}

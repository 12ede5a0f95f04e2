package org.zhenhao.clients;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.Ports;
import org.zhenhao.testing.ServiceProcess;

/** The packaged service with the bundled sample, and what the clients' tests need of it; one for the whole run. */
final class Service {
    /** A number that the sample makes {@code block}. */
    static final String BAD = "+13152328257";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A number that {@link #shared} makes {@code warn}. */
    static final String WARNED = "+8613600000009";

    private static @Nullable Service shared;

    private final ServiceProcess process;

    private Service() throws IOException, InterruptedException {
        process = new ServiceProcess(
                Files.createDirectories(Path.of("target", "clients", "service-" + System.nanoTime())),
                Map.of(
                        "ZHENHAO_DEMO",
                        "true",
                        "ZHENHAO_DIALER_REDRESS",
                        "https://example.org/redress",
                        "ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS",
                        "none"));
    }

    /** Started for the first who asks, with everything reported and published; it ends with the tests. */
    static synchronized Service shared() throws IOException, InterruptedException {
        Service known = shared;
        if (known == null) {
            Service started = new Service();
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            started.report(WARNED, 25);
            started.publish();
            shared = started;
            known = started;
        }
        return known;
    }

    private void stop() {
        try {
            process.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    int port() {
        return process.uri("/").getPort();
    }

    String get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(process.uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The body of an answer, asked for with every right. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(admin(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " is answered with " + answer.statusCode());
        }
        return answer.body();
    }

    /** What is answered to a body of JSON. */
    String post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(process.uri(path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A new key with one scope. */
    String key(String scope) throws IOException, InterruptedException {
        String made = HTTP.send(
                        admin("/v1/keys")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"test\",\"scopes\":[\"" + scope + "\"]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return made.replaceFirst("(?s).*\"key\":\\s*\"([^\"]+)\".*", "$1");
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(process.uri(path)).header("X-Api-Key", ServiceProcess.ADMIN_KEY);
    }

    private void publish() throws IOException, InterruptedException {
        HTTP.send(
                admin("/v1/feed/snapshot")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> new String(bytes("/v1/feed/snapshot/state"), StandardCharsets.UTF_8).contains("\"idle\"")
                        && HTTP.send(admin("/v1/feed/snapshot").build(), HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
    }

    /** Reports of a number by several people, which make it {@code warn}. */
    private void report(String number, int people) throws IOException, InterruptedException {
        Instant at = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < people; i++) {
            lines.append(
                    ("{\"number\":\"%s\",\"category\":\"fraud\",\"occurredAt\":\"%s\",\"reporter\":\"r%d\",\"network\":\"n%d\"}\n")
                            .formatted(number, at, i, i));
        }
        HttpResponse<String> answer = HTTP.send(
                admin("/v1/imports?format=reports")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** A port at which nobody listens, by TCP or by UDP. */
    static int freeUdpPort() throws IOException {
        while (true) {
            try (DatagramSocket socket = new DatagramSocket(Ports.free(), InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
    }
}

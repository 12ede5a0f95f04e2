package org.zhenhao.clients;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.zhenhao.testing.ServiceProcess;

/** The packaged service with the bundled sample, and what the clients' tests need of it. */
final class Service implements AutoCloseable {
    /** A number that the sample makes {@code block}. */
    static final String BAD = "+13152328257";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServiceProcess process;

    Service(Path directory) throws IOException, InterruptedException {
        process = new ServiceProcess(
                directory,
                Map.of(
                        "ZHENHAO_DEMO",
                        "true",
                        "ZHENHAO_DIALER_REDRESS",
                        "https://example.org/redress",
                        "ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS",
                        "none"));
    }

    int port() {
        return process.uri("/").getPort();
    }

    String get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(process.uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Reports of a number by several people, which make it {@code warn}. */
    void report(String number, int people) throws IOException, InterruptedException {
        Instant at = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < people; i++) {
            lines.append(
                    ("{\"number\":\"%s\",\"category\":\"fraud\",\"occurredAt\":\"%s\",\"reporter\":\"r%d\",\"network\":\"n%d\"}\n")
                            .formatted(number, at, i, i));
        }
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(process.uri("/v1/imports?format=reports"))
                        .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}

package org.zhenhao.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.AdminKeyProfile;

/** The command line against a running service, through a go-between that can refuse. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class ScreenServerTest {
    private static final int ROWS = 300_000;
    private static final int ROWS_OF_A_REQUEST = 2_048;
    private static final long SLOW_MILLIS = 500;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int refusedFrom = Integer.MAX_VALUE;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer between;

    ScreenServerTest() throws IOException {
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.setExecutor(threads);
        between.createContext("/", this::pass);
        between.start();
    }

    @AfterEach
    void close() {
        between.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            if (asked.incrementAndGet() >= refusedFrom) {
                TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
                answer(exchange, 401, "no".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(refusedFrom == Integer.MAX_VALUE ? 0 : SLOW_MILLIS);
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                                            + exchange.getRequestURI().toString()))
                                    .header(
                                            "X-Api-Key",
                                            exchange.getRequestHeaders().getFirst("X-Api-Key"))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private int screen(Path list, ByteArrayOutputStream messages) {
        return new ScreenCommand(new PrintStream(messages, true, StandardCharsets.UTF_8))
                .line()
                .execute(
                        list.toString(),
                        "--server",
                        "http://localhost:" + between.getAddress().getPort(),
                        "--key",
                        AdminKeyProfile.ADMIN_KEY,
                        "--columns",
                        "number,level,error",
                        "--lang",
                        "en");
    }

    @Test
    void server_breaksOff_nextTryGoesOnAndGivesWhatOneStreamGives() throws IOException {
        StringBuilder text = new StringBuilder("id,phone,note\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i)
                    .append(i % 20 == 0 ? ",1.38E+10," : ",139" + (10_000_000 + i) + ",")
                    .append(i % 100 == 0 ? "\"a,\nb\"" : "x")
                    .append('\n');
        }
        Path list = Files.writeString(folder.resolve("list.csv"), text);
        Path result = folder.resolve("list.screened.csv");

        refusedFrom = 60;
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        assertThat(screen(list, first)).isEqualTo(1);
        assertThat(first.toString(StandardCharsets.UTF_8)).contains("401");
        assertThat(result).doesNotExist();
        assertThat(folder.resolve("list.screened.csv.resume")).exists();

        refusedFrom = Integer.MAX_VALUE;
        asked.set(0);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        assertThat(screen(list, second))
                .as(second.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(second.toString(StandardCharsets.UTF_8)).contains("Going on after");
        assertThat(asked.get()).isLessThan(ROWS / ROWS_OF_A_REQUEST);
        byte[] stream = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/csv")
                .body(Files.readAllBytes(list))
                .post("/v1/screenings?mode=stream&columns=number,level,error")
                .asByteArray();
        assertThat(Files.readAllBytes(result)).isEqualTo(stream);
    }
}

package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.zhenhao.published.PublishedNumbers;
import org.zhenhao.testing.Eventually;

@QuarkusTest
@TestProfile(DialerProfile.class)
class ChangeFeedTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    PublishedNumbers published;

    private static HttpRequest request(String key, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("X-Api-Key", key)
                .build();
    }

    @Test
    void changes_fromTheBeginning_areThePublishedNumbersInTheOrderOfTheirChange() throws SQLException {
        String key = Reports.key("feed");
        published.refresh();
        Response answer = given().header("X-Api-Key", key).get("/v1/feed/changes?limit=10000");

        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.asString()).contains("\"number\":\"" + DialerProfile.BAD + "\",\"removed\":false");
        long last = 0;
        for (String line : answer.asString().split("\n")) {
            long seq = Long.parseLong(line.replaceAll("\\{\"seq\":(\\d+),.*", "$1"));
            assertThat(seq).isGreaterThan(last);
            last = seq;
        }
        assertThat(answer.header("X-Next-Since")).isEqualTo(Long.toString(last));
        given().header("X-Api-Key", key)
                .get("/v1/feed/changes?since=" + last)
                .then()
                .statusCode(200)
                .body(equalTo(""));
        given().get("/v1/feed/changes").then().statusCode(401);
        given().header("X-Api-Key", key).get("/v1/feed/changes?since=x").then().statusCode(400);
    }

    @Test
    void changes_longPoll_endsWithTheChange() throws SQLException {
        String key = Reports.key("feed");
        published.refresh();
        CompletableFuture<HttpResponse<String>> waiting = HttpClient.newHttpClient()
                .sendAsync(
                        request(key, "/v1/feed/changes?wait=30&since=" + published.head()),
                        HttpResponse.BodyHandlers.ofString());
        Reports.of("+8613500000001", "call", "fraud", 25);

        Eventually.holds(SOON, waiting::isDone);
        assertThat(waiting.join().body()).contains("\"number\":\"+8613500000001\"", "\"category\":\"fraud\"");
    }

    @Test
    void changes_whatTooFewPeopleSay_neverShows() throws SQLException {
        String key = Reports.key("feed");
        Reports.of("+8613500000002", "call", "fraud", 2);
        published.refresh();

        assertThat(given().header("X-Api-Key", key)
                        .get("/v1/feed/changes?limit=10000")
                        .asString())
                .doesNotContain("+8613500000002");
    }

    @Test
    void events_stream_tellsChangesWithTheirIds() throws IOException, InterruptedException {
        String key = Reports.key("feed");
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(request(key, "/v1/feed/events"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        Reports.of("+8613500000003", "call", "gambling", 25);
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try (InputStream in = stream.body()) {
            long end = System.nanoTime() + SOON.toNanos();
            while (!read.toString().contains("+8613500000003") && System.nanoTime() < end) {
                int count = in.read(buffer);
                read.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8));
            }
        }
        assertThat(read.toString())
                .containsPattern("id: \\d+\nevent: changed\ndata: \\{\"seq\":\\d+,\"number\":\"\\+8613500000003\"");
    }
}

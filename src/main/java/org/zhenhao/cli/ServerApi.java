package org.zhenhao.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a running service in the name of a key. Thread-safe. */
final class ServerApi {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST = 300;

    private final URI server;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    ServerApi(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    /**
     * Sends one request and gives the answer's body.
     *
     * @param body JSON; null for none
     * @throws IOException with what the service says is wrong, if it refuses, or if it cannot be reached
     */
    String ask(String method, String path, byte @Nullable [] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(LIMIT)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .header("Accept-Language", Locale.getDefault().toLanguageTag())
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("no service answers at " + server + " 无法连接服务", e);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + reason(answer.body()));
        }
        return answer.body();
    }

    private static String reason(String body) {
        try {
            JsonNode problem = new ObjectMapper().readTree(body);
            String title = problem.path("title").asText();
            String detail = problem.path("detail").asText();
            return detail.isEmpty() ? title : title + ": " + detail;
        } catch (JsonProcessingException e) {
            return body.substring(0, Math.min(LONGEST, body.length()));
        }
    }
}

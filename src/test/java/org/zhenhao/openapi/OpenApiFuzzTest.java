package org.zhenhao.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

/**
 * Every operation of the OpenAPI document is asked with hostile values, by somebody who may do everything: no answer is a fault of the
 * service, every answer keeps the schema that the document gives for it, every refusal is a problem document.
 *
 * <p>{@code -Dzhenhao.http-fuzz-seconds} says for how long, {@code -Dzhenhao.http-fuzz-out} where to write the counts by kind.
 */
@QuarkusTest
@TestProfile(OpenApiFuzzTest.OfItsOwn.class)
class OpenApiFuzzTest {
    /** A store of its own, for what is stored here would disturb others. */
    public static final class OfItsOwn extends AdminKeyProfile {}

    private static final long SECONDS = Long.getLong("zhenhao.http-fuzz-seconds", 25);
    private static final long SEED = Long.getLong("zhenhao.http-fuzz-seed", 20261122);
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus fills it.
    URI server;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Set<String> findings = new TreeSet<>();
    private int schemasHeld;
    private Schemas schemas = new Schemas(JSON.createObjectNode());

    @Test
    void operations_hostileValues_areAnsweredAsDocumentedOrRefused() throws IOException, InterruptedException {
        JsonNode document = JSON.readTree(
                given().accept("application/json").get("/q/openapi?format=json").asString());
        schemas = new Schemas(document);
        Random random = new Random(SEED);
        List<Attempts> operations = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Attempts(schemas, path.getKey(), method, path.getValue(), random));
                    }
                }));
        assertThat(operations.size()).isGreaterThan(40);

        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        int rounds = 0;
        int tried = 0;
        while (rounds == 0 || System.nanoTime() < end) {
            for (Attempts operation : operations) {
                for (Attempt attempt : operation.some()) {
                    if (rounds > 0 && System.nanoTime() > end) {
                        break;
                    }
                    ask(operation, attempt);
                    tried++;
                }
            }
            rounds++;
        }
        report(operations.size(), tried);
        assertThat(findings).isEmpty();
        assertThat(schemasHeld).isGreaterThan(operations.size());
    }

    private void ask(Attempts operation, Attempt attempt) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceAll("/$", "") + attempt.address()))
                .timeout(Duration.ofSeconds(attempt.address().contains("/events") ? 1 : 20))
                .header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .method(
                        attempt.method(),
                        attempt.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(attempt.body()));
        attempt.headers().forEach(request::setHeader);
        if (attempt.contentType() != null) {
            request.header("Content-Type", attempt.contentType());
        }
        String got;
        try {
            HttpResponse<byte[]> answer = send(request.build());
            got = answer.statusCode() / 100 + "xx";
            judge(operation, attempt, answer);
        } catch (HttpTimeoutException e) {
            got = "stream";
            if (!attempt.address().contains("/events") && !attempt.address().contains("/changes")) {
                findings.add("no answer in time: " + attempt);
            }
        } catch (IOException e) {
            got = "hung up";
            findings.add("hung up without an answer: " + attempt);
        }
        counts.computeIfAbsent(attempt.kind(), kind -> new TreeMap<>()).merge(got, 1, Integer::sum);
    }

    /** A connection that is kept open may end just as it is used again; then a second try has its own. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private void judge(Attempts operation, Attempt attempt, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (status >= 500
                && !(status == 503 && answer.headers().firstValue("Retry-After").isPresent())) {
            findings.add(status + " for " + attempt + " -> " + cut(text));
            return;
        }
        if (answer.headers().firstValue("X-Injected").isPresent()) {
            findings.add("a header was injected: " + attempt);
        }
        JsonNode documented =
                schemas.resolved(operation.operation().path("responses").path(Integer.toString(status)));
        if (status >= 400) {
            problem(attempt, status, type, text);
            return;
        }
        JsonNode schema = documented.path("content").path("application/json").path("schema");
        if (!schema.isMissingNode() && type.startsWith("application/json")) {
            try {
                List<String> violations = schemas.violations(schema, JSON.readTree(text));
                violations.stream()
                        .limit(3)
                        .forEach(one -> findings.add("schema of " + status + " " + operationOf(attempt) + ": " + one));
                schemasHeld++;
            } catch (JsonProcessingException e) {
                findings.add("no JSON for " + attempt + " -> " + cut(text));
            }
        }
    }

    private static String operationOf(Attempt attempt) {
        return attempt.method() + " " + cut(attempt.address().replaceAll("\\?.*", ""));
    }

    private void problem(Attempt attempt, int status, String type, String text) {
        // What cannot be read as an address at all, or is too long for one, is refused before there is anybody to say
        // more.
        boolean unread = (status == 400 || status == 414 || status == 431) && text.isEmpty();
        if (unread || attempt.method().equals("HEAD")) {
            return;
        }
        try {
            JsonNode problem = JSON.readTree(text);
            if (!type.startsWith("application/problem+json")
                    || problem.path("status").asInt() != status
                    || problem.path("code").asText().isEmpty()
                    || problem.path("title").asText().isEmpty()) {
                findings.add("no problem document: " + status + " " + type + " for " + attempt + " -> " + cut(text));
            }
        } catch (JsonProcessingException e) {
            findings.add("no problem document: " + status + " " + type + " for " + attempt + " -> " + cut(text));
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 200));
    }

    private void report(int operations, int tried) throws IOException {
        StringBuilder table =
                new StringBuilder("%d operations, %d requests, %d answers held against their schema, %d findings%n"
                        .formatted(operations, tried, schemasHeld, findings.size()));
        counts.forEach((kind, got) -> table.append("  %-26s %s%n".formatted(kind, got)));
        System.out.print(table);
        String out = System.getProperty("zhenhao.http-fuzz-out", "");
        if (!out.isEmpty()) {
            Files.writeString(Path.of(out), table);
        }
    }
}

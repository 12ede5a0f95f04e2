package org.zhenhao.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes hostile requests for one operation of the document: one thing in each is wrong, the rest is as it should be. */
final class Attempts {
    private final Schemas schemas;
    private final String path;
    private final String method;
    private final JsonNode operation;
    private final List<JsonNode> parameters = new ArrayList<>();
    private final Random random;

    Attempts(Schemas schemas, String path, String method, JsonNode item, Random random) {
        this.schemas = schemas;
        this.path = path;
        this.method = method;
        this.operation = item.path(method);
        this.random = random;
        item.path("parameters").forEach(one -> parameters.add(schemas.resolved(one)));
        operation.path("parameters").forEach(one -> parameters.add(schemas.resolved(one)));
    }

    JsonNode operation() {
        return operation;
    }

    /** One request of each kind. */
    List<Attempt> some() {
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(with("as documented", null, "", sampleBody()));
        for (Map.Entry<String, List<String>> kind : Hostile.TEXTS.entrySet()) {
            if (!parameters.isEmpty()) {
                JsonNode parameter = Hostile.pick(parameters, random);
                attempts.add(with(kind.getKey(), parameter, Hostile.pick(kind.getValue(), random), sampleBody()));
            }
            JsonNode body = sampleJson();
            if (body != null) {
                JsonNode value = body.isTextual()
                        ? body
                        : com.fasterxml.jackson.databind.node.TextNode.valueOf(Hostile.pick(kind.getValue(), random));
                attempts.add(with(kind.getKey(), null, "", bytes(changed(body, value))));
            }
        }
        JsonNode body = sampleJson();
        if (body != null) {
            Hostile.MEMBERS.forEach((kind, values) ->
                    attempts.add(with(kind, null, "", bytes(changed(sampleJson(), Hostile.pick(values, random))))));
            Hostile.bodies(bytes(body)).forEach((kind, bytes) -> attempts.add(with(kind, null, "", bytes)));
        }
        return attempts;
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String contentType() {
        JsonNode content = schemas.resolved(operation.path("requestBody")).path("content");
        return content.has("application/json")
                ? "application/json"
                : content.isEmpty() ? null : content.fieldNames().next();
    }

    private @Nullable JsonNode sampleJson() {
        JsonNode content =
                schemas.resolved(operation.path("requestBody")).path("content").path("application/json");
        return content.isMissingNode()
                ? null
                : schemas.sample(content.path("schema")).deepCopy();
    }

    private byte @Nullable [] sampleBody() {
        JsonNode json = sampleJson();
        if (json != null) {
            return bytes(json);
        }
        return contentType() == null ? null : "{\"number\":\"13800138000\"}\n".getBytes(StandardCharsets.UTF_8);
    }

    /** Puts a value somewhere into a document. */
    private JsonNode changed(@Nullable JsonNode root, JsonNode value) {
        JsonNode now = root == null ? value : root;
        JsonNode within = now;
        while (true) {
            if (within instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = Hostile.pick(names, random);
                if (object.path(name).isContainerNode() && random.nextBoolean()) {
                    within = object.path(name);
                    continue;
                }
                object.set(name, value);
                return now;
            }
            if (within instanceof ArrayNode array && !array.isEmpty()) {
                if (array.get(0).isContainerNode() && random.nextBoolean()) {
                    within = array.get(0);
                    continue;
                }
                array.set(0, value);
                return now;
            }
            return value;
        }
    }

    private Attempt with(String kind, @Nullable JsonNode hostile, String value, byte @Nullable [] body) {
        Map<String, String> inPath = new LinkedHashMap<>();
        Map<String, String> inQuery = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            boolean chosen = parameter == hostile;
            boolean needed = parameter.path("required").asBoolean();
            String given =
                    chosen ? value : schemas.sample(parameter.path("schema")).asText("x");
            switch (parameter.path("in").asText()) {
                case "path" -> inPath.put(name, given.isEmpty() ? "%" : given);
                case "query" -> {
                    if (chosen || needed) {
                        inQuery.put(name, given);
                    }
                }
                case "header" -> {
                    String sendable = given.replaceAll("[^\\x20-\\x7e]", "?").strip();
                    if ((chosen || needed) && !sendable.isEmpty()) {
                        headers.put(name, sendable);
                    }
                }
                default -> {
                    // Cookies: there are none.
                }
            }
        }
        return new Attempt(
                kind,
                method.toUpperCase(java.util.Locale.ROOT),
                Attempt.address(path, inPath, inQuery),
                headers,
                contentType(),
                body);
    }
}

package org.zhenhao.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What of JSON Schema (2020-12) the document uses: says where a value breaks a schema, and makes a value that keeps it. */
final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;

    private final JsonNode document;

    Schemas(JsonNode document) {
        this.document = document;
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode now = schema;
        for (int hops = 0; now.has("$ref") && hops < DEEPEST; hops++) {
            now = document.at(now.path("$ref").asText().substring(1));
        }
        return now;
    }

    /** Each place where the value breaks the schema, with the rule it breaks. */
    List<String> violations(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "$", found);
        return found;
    }

    private void check(JsonNode raw, JsonNode value, String at, List<String> found) {
        JsonNode schema = resolved(raw);
        List<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
            found.add(at + " is no " + types + ": " + shortened(value));
            return;
        }
        if (schema.has("enum") && !value.isNull() && !contains(schema.path("enum"), value)) {
            found.add(at + " is not in its enum: " + shortened(value));
        }
        bounds(schema, value, at, found);
        alternatives(schema, value, at, found);
        for (JsonNode part : schema.path("allOf")) {
            check(part, value, at, found);
        }
        if (value.isObject()) {
            members(schema, value, at, found);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), at + "[" + i + "]", found);
            }
        }
    }

    private void members(JsonNode schema, JsonNode value, String at, List<String> found) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                found.add(at + " lacks " + name.asText());
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> all = value.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> member = all.next();
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(known, member.getValue(), at + "." + member.getKey(), found);
            } else if (others.isObject()) {
                check(others, member.getValue(), at + "." + member.getKey(), found);
            } else if (others.isBoolean() && !others.asBoolean()) {
                found.add(at + " may not have " + member.getKey());
            }
        }
    }

    private void alternatives(JsonNode schema, JsonNode value, String at, List<String> found) {
        for (String word : List.of("oneOf", "anyOf")) {
            JsonNode parts = schema.path(word);
            boolean any = parts.isEmpty();
            for (JsonNode part : parts) {
                any |= violations(part, value).isEmpty();
            }
            if (!any) {
                found.add(at + " is none of its alternatives: " + shortened(value));
            }
        }
    }

    private static void bounds(JsonNode schema, JsonNode value, String at, List<String> found) {
        if (value.isNumber()
                && (schema.has("minimum")
                                && value.asDouble() < schema.path("minimum").asDouble()
                        || schema.has("maximum")
                                && value.asDouble() > schema.path("maximum").asDouble())) {
            found.add(at + " is out of bounds: " + value);
        }
        if (value.isTextual()
                && schema.has("pattern")
                && !java.util.regex.Pattern.compile(schema.path("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            found.add(at + " breaks its pattern: " + shortened(value));
        }
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.substring(0, Math.min(120, text.length()));
    }

    private static boolean contains(JsonNode all, JsonNode value) {
        for (JsonNode one : all) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    /** A value that keeps the schema, as far as the document says enough. */
    JsonNode sample(JsonNode raw) {
        return sample(raw, 0);
    }

    private JsonNode sample(JsonNode raw, int depth) {
        JsonNode schema = resolved(raw);
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        for (String word : List.of("example", "default")) {
            if (schema.has(word)) {
                return schema.path(word);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        for (String word : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.path(word).size() > 0) {
                return sample(schema.path(word).get(0), depth + 1);
            }
        }
        List<String> types = types(schema);
        return switch (types.isEmpty() ? "object" : types.get(0)) {
            case "array" -> ((ArrayNode) NODES.arrayNode()).add(sample(schema.path("items"), depth + 1));
            case "string" -> NODES.textNode(text(schema));
            case "integer" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "number" -> NODES.numberNode(0.5);
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> {
                ObjectNode object = NODES.objectNode();
                schema.path("properties")
                        .fields()
                        .forEachRemaining(member -> object.set(member.getKey(), sample(member.getValue(), depth + 1)));
                yield object;
            }
        };
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-11-20T08:00:00Z";
            case "date" -> "2026-11-20";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            case "uri" -> "https://example.com/";
            default -> "13800138000";
        };
    }
}

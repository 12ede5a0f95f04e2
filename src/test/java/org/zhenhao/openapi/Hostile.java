package org.zhenhao.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Values that break things elsewhere, by kind. */
final class Hostile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Texts for parameters and members. */
    static final Map<String, List<String>> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("empty", List.of("", " ", "\t")),
            Map.entry("control characters", List.of("\u0000", "a\u0000b", "\u0007\u001b[31m", "\u007f", "\u0085")),
            Map.entry("line breaks", List.of("a\r\nX-Injected: yes", "95588\n", "\u2028")),
            Map.entry("sql", List.of("' OR '1'='1", "1; DROP TABLE report--", "%", "_", "\\")),
            Map.entry("paths", List.of("../../etc/passwd", "..%2f..%2f", "/", "C:\\x", "a;b=c", "%00", "%zz")),
            Map.entry(
                    "markup",
                    List.of("<script>alert(1)</script>", "\"><img src=x>", "<!DOCTYPE x>", "{{7*7}}", "=1+1")),
            Map.entry("formats", List.of("%s%s%n", "${jndi:ldap://127.0.0.1/x}", "#{1+1}", "{0}", "$(id)")),
            Map.entry(
                    "unicode",
                    List.of(
                            "\u202e\u202d",
                            "\ud83d\ude00",
                            "\ufeff",
                            "\u0661\u0662\u0663",
                            "e\u0301".repeat(40),
                            "\uffff",
                            "\u00df\u0130")),
            Map.entry("half of a pair", List.of("\ud800", "a\udc00b")),
            Map.entry("long", List.of("9".repeat(65), "a".repeat(1_000), "\u4e2d".repeat(2_000), "(".repeat(3_000))),
            Map.entry("patience", List.of("a".repeat(60) + "!", "1-".repeat(100), " ".repeat(500) + "x")),
            Map.entry(
                    "numbers",
                    List.of("-1", "0", "99999999999999999999", "1e309", "NaN", "-0", "0x10", "1.5", "2147483648")),
            Map.entry(
                    "times",
                    List.of(
                            "+999999999-12-31T23:59:59Z",
                            "0000-00-00T00:00:00Z",
                            "2026-02-30T00:00:00Z",
                            "-1000000000-01-01T00:00:00Z",
                            "PT-1S")),
            Map.entry("plausible", List.of("13800138000", "95588", "+8617012345678", "CN", "call", "zh", "fraud"))));

    /** Members of JSON in place of what belongs there. */
    static final Map<String, List<JsonNode>> MEMBERS = new TreeMap<>(Map.of(
            "wrong type",
            List.of(
                    NODES.nullNode(),
                    NODES.numberNode(7),
                    NODES.booleanNode(true),
                    NODES.arrayNode(),
                    NODES.objectNode(),
                    NODES.arrayNode().add(NODES.nullNode()),
                    NODES.objectNode().put("", 1)),
            "extreme number",
            List.of(
                    NODES.numberNode(new BigDecimal("1e400")),
                    NODES.numberNode(new BigDecimal("1e-400")),
                    NODES.numberNode(Long.MAX_VALUE),
                    NODES.numberNode(Long.MIN_VALUE),
                    NODES.numberNode(new java.math.BigInteger("9".repeat(200))),
                    NODES.numberNode(-1)),
            "many",
            List.of(many())));

    private Hostile() {}

    private static JsonNode many() {
        var array = NODES.arrayNode();
        for (int i = 0; i < 5_000; i++) {
            array.add("1380013" + i);
        }
        return array;
    }

    /** Bodies that are no JSON of the right shape at all. */
    static Map<String, byte[]> bodies(byte[] sound) {
        Map<String, byte[]> bodies = new TreeMap<>();
        bodies.put("body: none", new byte[0]);
        bodies.put("body: cut", java.util.Arrays.copyOf(sound, Math.max(1, sound.length / 2)));
        bodies.put("body: null", text("null"));
        bodies.put("body: list", text("[]"));
        bodies.put("body: deep", text("[".repeat(20_000)));
        bodies.put("body: deep objects", text("{\"a\":".repeat(20_000)));
        bodies.put("body: twice", text(new String(sound, StandardCharsets.UTF_8).repeat(2)));
        bodies.put("body: same member twice", text("{\"number\":\"1\",\"number\":\"2\"}"));
        bodies.put("body: not utf-8", new byte[] {'{', '"', (byte) 0xc3, 0x28, '"', ':', (byte) 0xff, '}'});
        bodies.put(
                "body: xml",
                text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        bodies.put("body: gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3});
        bodies.put("body: byte order mark", text("\ufeff{}"));
        bodies.put("body: long number", text("{\"number\":" + "9".repeat(100_000) + "}"));
        bodies.put("body: lines", text("{\"number\":\"x\"}\n\u0000\n{\n"));
        return bodies;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}

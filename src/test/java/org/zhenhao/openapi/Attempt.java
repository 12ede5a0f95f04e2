package org.zhenhao.openapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One hostile request.
 *
 * @param kind of hostile value in it
 * @param address path and query, escaped
 */
record Attempt(
        String kind,
        String method,
        String address,
        Map<String, String> headers,
        @Nullable String contentType,
        byte @Nullable [] body) {

    static String address(String template, Map<String, String> inPath, Map<String, String> inQuery) {
        String path = template;
        for (Map.Entry<String, String> one : inPath.entrySet()) {
            path = path.replace("{" + one.getKey() + "}", escaped(one.getValue()));
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        inQuery.forEach((name, value) -> query.add(escaped(name) + "=" + escaped(value)));
        return path + query;
    }

    /** Half of a surrogate pair has no UTF-8; encoders write a question mark for it, this one what careless ones write. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1)))
                    && !(Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
            if (half) {
                escaped.append("%%%02X%%%02X%%%02X".formatted(0xe0 | c >> 12, 0x80 | c >> 6 & 0x3f, 0x80 | c & 0x3f));
            } else if (Character.isHighSurrogate(c)) {
                escaped.append(URLEncoder.encode(text.substring(i, i + 2), StandardCharsets.UTF_8));
                i++;
            } else {
                escaped.append(URLEncoder.encode(String.valueOf(c), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        String text = body == null ? "" : " " + new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
        return method + " " + address.substring(0, Math.min(address.length(), 400)) + " " + headers + text + " [" + kind
                + "]";
    }
}

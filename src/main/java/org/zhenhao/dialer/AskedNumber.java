package org.zhenhao.dialer;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller id in a request, wherever a client managed to put it: after the endpoint's path, or in the query.
 *
 * <p>Many clients do not encode the plus sign. In a path it stands for itself; in a query it arrives as a space, so there
 * a space right before a digit is read as the plus it was.
 */
final class AskedNumber {
    private AskedNumber() {}

    /** The caller id of a request to {@code path} or below it, null if there is none or its escapes are broken. */
    static @Nullable String of(HttpServerRequest request, String path) {
        String asked = request.path();
        String inPath = asked.startsWith(path + "/") ? asked.substring(path.length() + 1) : "";
        try {
            return inPath.isEmpty() ? inQuery(request.getParam("number")) : decode(inPath);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What a query's parameter was meant to be. */
    static @Nullable String inQuery(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        boolean plus = value.charAt(0) == ' ' && value.length() > 1 && Character.isDigit(value.charAt(1));
        return plus ? "+" + value.substring(1) : value;
    }

    private static String decode(String encoded) {
        return encoded.indexOf('%') < 0
                ? encoded
                : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

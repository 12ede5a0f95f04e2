package org.zhenhao.lookup;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a caller id from a request's path. The framework takes what follows a semicolon for parameters of the path; in a
 * {@code sip:} or {@code tel:} URI it belongs to the caller id.
 */
final class RawPath {
    private static final String BEFORE = "/v1/numbers/";

    private RawPath() {}

    /** The caller id, given what the framework made of it. */
    static String number(HttpServerRequest request, String parsed) {
        String path = request.path();
        int start = path.indexOf(BEFORE);
        if (path.indexOf(';') < 0 || start < 0) {
            return parsed;
        }
        String raw = path.substring(start + BEFORE.length()).replace("+", "%2B");
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return parsed;
        }
    }
}

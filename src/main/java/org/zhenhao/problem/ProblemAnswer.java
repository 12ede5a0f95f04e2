package org.zhenhao.problem;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One problem as it is sent: status, headers and body after RFC 9457. */
record ProblemAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String TYPE = "application/problem+json";

    /**
     * Renders a problem.
     *
     * @param path of the request, told back as {@code instance} if it is a URI
     * @param acceptLanguage the request's header
     */
    static ProblemAnswer of(ProblemException problem, String path, @Nullable String acceptLanguage) {
        Language language = Language.of(acceptLanguage);
        ProblemCode code = problem.code();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/problems/" + code.wire());
        body.put("title", code.title().in(language));
        body.put("status", code.status());
        body.put("code", code.wire());
        Text detail = problem.detail();
        if (detail != null) {
            body.put("detail", detail.in(language));
        }
        if (Addresses.valid(path)) {
            body.put("instance", path);
        }
        problem.members().forEach(body::putIfAbsent);

        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", TYPE);
        headers.put("Content-Language", language.tag());
        headers.put("Vary", "Accept-Language");
        headers.put("Cache-Control", "no-store");
        headers.putAll(problem.headers());
        return new ProblemAnswer(
                code.status(), headers, new JsonObject(body).toBuffer().getBytes());
    }
}

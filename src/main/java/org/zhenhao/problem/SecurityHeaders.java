package org.zhenhao.problem;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer tells browsers not to do. Answers of the API get the one header that matters for data; what may be a page gets
 * the rest (OWASP secure headers). Connections with TLS are told to stay with it (RFC 6797).
 */
final class SecurityHeaders {
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    /** The service's own pages name their scripts and styles as files. */
    private static final String OWN_PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Swagger UI writes scripts and styles into its page. */
    private static final String SWAGGER = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void add(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        headers.set(TYPE_OPTIONS, NOSNIFF);
        if (request.isSSL()) {
            headers.set(TRANSPORT, A_YEAR);
        }
        String path = request.path();
        if (path != null && !path.startsWith("/v1/") && !path.startsWith("/bench/")) {
            headers.set("Content-Security-Policy", path.startsWith("/q/swagger-ui") ? SWAGGER : OWN_PAGES);
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
        }
    }
}

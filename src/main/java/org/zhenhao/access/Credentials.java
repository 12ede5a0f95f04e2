package org.zhenhao.access;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Finds the key in a request: {@code X-Api-Key}, a bearer token (RFC 6750), or the password of Basic (RFC 7617). */
final class Credentials {
    private static final int LONGEST = 512;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private Credentials() {}

    /**
     * The key presented, or null if none is.
     *
     * @throws ProblemException 401 if the Authorization header holds something else
     */
    static @Nullable String of(HttpServerRequest request) {
        String key = request.getHeader("X-Api-Key");
        if (key != null) {
            return key.strip();
        }
        String authorization = request.getHeader("Authorization");
        return authorization == null ? null : read(authorization.strip());
    }

    private static String read(String authorization) {
        if (authorization.length() <= LONGEST) {
            if (starts(authorization, BEARER)) {
                return authorization.substring(BEARER.length()).strip();
            }
            if (starts(authorization, BASIC)) {
                return password(authorization.substring(BASIC.length()).strip());
            }
        }
        throw unreadable();
    }

    private static boolean starts(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return pair.substring(colon + 1);
            }
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static ProblemException unreadable() {
        return Caller.challenge(ProblemException.of(
                ProblemCode.KEY_UNKNOWN,
                "Authorization 头无法识别，请用 Bearer 或 Basic",
                "The Authorization header cannot be read; use Bearer or Basic"));
    }
}

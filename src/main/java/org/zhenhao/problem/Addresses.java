package org.zhenhao.problem;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Tells addresses that are URIs (RFC 3986, as {@link URI} reads it) from others, such as those with a percent sign that begins no
 * escape. The framework's own look answers those with nothing but a status; {@link #SWITCHED_OFF} keeps it from looking, and {@link
 * BodyLimit} looks instead.
 */
public final class Addresses {
    /** The system property, to be set to {@code true} before the server starts, that keeps the framework from looking. */
    public static final String SWITCHED_OFF = "vertx.disableURIValidation";

    private static final String USUAL = "-_.~!$&'()*+,;=:@/?";

    /** Characters that may stand anywhere in a path and a query. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || USUAL.indexOf(c) >= 0;
        }
    }

    private Addresses() {}

    /** Whether a request's target is a URI. */
    static boolean valid(String target) {
        return usual(target) || uri(target);
    }

    /** Whether what is answered there is shown or read out by phones and gateways as it is, so that faults must have no words. */
    static boolean wordless(String target) {
        return target.startsWith("/v1/cid") || target.startsWith("/v1/sms/");
    }

    static ProblemException noUri() {
        return ProblemException.of(
                ProblemCode.BAD_REQUEST,
                "请求地址不是合法的 URI：例如百分号之后必须是两位十六进制数字",
                "The address is no URI: a percent sign, for instance, begins an escape of two hexadecimal digits");
    }

    /** Whether it is a path and a query written without anything odd: true for nearly all. */
    private static boolean usual(String target) {
        if (!target.startsWith("/") || target.startsWith("//")) {
            return false;
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean uri(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

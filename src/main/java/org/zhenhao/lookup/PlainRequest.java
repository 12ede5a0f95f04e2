package org.zhenhao.lookup;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;

/**
 * A lookup as nearly every client sends it: a GET without a body, a number of letters, digits, plus and minus signs, of the usual
 * parameters each at most once and, but for a claim, written without escapes, and nothing about formats but JSON. Whatever is
 * written in another way is left to the REST endpoint, which knows all ways.
 *
 * @param claim as it stands in the query, with its escapes, which are whole
 */
record PlainRequest(
        String number,
        @Nullable String region,
        @Nullable String channel,
        @Nullable String verstat,
        @Nullable String presentation,
        @Nullable String claim) {
    /** A hundred Chinese characters, escaped. */
    static final int LONGEST_CLAIM = 900;

    private static final String PATH = "/v1/numbers/";
    private static final String ESCAPED_PLUS = "%2B";
    private static final int LONGEST = NumberParser.LONGEST;
    private static final int LONGEST_VALUE = 40;

    /** Characters that stand for themselves in a path and in a query: letters, digits, minus, low line. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
        }
    }

    /** The lookup in a request, or null if it is none or is written in another way. */
    static @Nullable PlainRequest of(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith(PATH) && request.method() == HttpMethod.GET && asksForJson(request) && bare(request)
                ? of(uri)
                : null;
    }

    static @Nullable PlainRequest of(String uri) {
        int from = PATH.length();
        boolean escapedPlus = uri.startsWith(ESCAPED_PLUS, from);
        if (escapedPlus) {
            from += ESCAPED_PLUS.length();
        } else if (uri.startsWith("+", from)) {
            from++;
        }
        int end = plainEnd(uri, from);
        if (end == from || end - from > LONGEST) {
            return null;
        }
        String number = escapedPlus ? '+' + uri.substring(from, end) : uri.substring(PATH.length(), end);
        if (number.equals("batch")) {
            return null;
        }
        if (end == uri.length()) {
            return new PlainRequest(number, null, null, null, null, null);
        }
        return uri.charAt(end) == '?' ? withQuery(number, uri, end + 1) : null;
    }

    private static @Nullable PlainRequest withQuery(String number, String uri, int start) {
        @Nullable String[] values = new @Nullable String[Parameter.COUNT];
        int from = start;
        while (true) {
            int nameEnd = plainEnd(uri, from);
            if (nameEnd == uri.length() || uri.charAt(nameEnd) != '=') {
                return null;
            }
            Parameter parameter = Parameter.of(uri, from, nameEnd);
            if (parameter == null || values[parameter.ordinal()] != null) {
                return null;
            }
            int end = parameter == Parameter.CLAIM ? claimEnd(uri, nameEnd + 1) : plainEnd(uri, nameEnd + 1);
            int longest = parameter == Parameter.CLAIM ? LONGEST_CLAIM : LONGEST_VALUE;
            if (end == nameEnd + 1 || end - nameEnd - 1 > longest) {
                return null;
            }
            values[parameter.ordinal()] = uri.substring(nameEnd + 1, end);
            if (end == uri.length()) {
                return new PlainRequest(number, values[0], values[1], values[2], values[3], values[4]);
            }
            if (uri.charAt(end) != '&') {
                return null;
            }
            from = end + 1;
        }
    }

    /** The parameters, in the order of the record's components. */
    private enum Parameter {
        REGION,
        CHANNEL,
        VERSTAT,
        PRESENTATION,
        CLAIM;

        static final int COUNT = 5;
        private static final Parameter[] ALL = values();

        private final String wire = name().toLowerCase(Locale.ROOT);

        static @Nullable Parameter of(String uri, int from, int end) {
            for (Parameter parameter : ALL) {
                if (parameter.wire.length() == end - from && uri.startsWith(parameter.wire, from)) {
                    return parameter;
                }
            }
            return null;
        }
    }

    /** Where the characters end that a claim may be written in: plain ones, whole escapes, plus signs. */
    private static int claimEnd(String uri, int from) {
        int end = from;
        while (true) {
            end = plainEnd(uri, end);
            if (end < uri.length() && uri.charAt(end) == '+') {
                end++;
            } else if (end + 2 < uri.length()
                    && uri.charAt(end) == '%'
                    && HexFormat.isHexDigit(uri.charAt(end + 1))
                    && HexFormat.isHexDigit(uri.charAt(end + 2))) {
                end += 3;
            } else {
                return end;
            }
        }
    }

    /** Where the plain characters end that begin at a place. */
    private static int plainEnd(String uri, int from) {
        int end = from;
        while (end < uri.length() && uri.charAt(end) < PLAIN.length && PLAIN[uri.charAt(end)]) {
            end++;
        }
        return end;
    }

    private static boolean asksForJson(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static boolean bare(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }

    /** Whether it asks about a text rather than a call. */
    boolean text() {
        return "sms".equals(channel);
    }

    Question question() {
        return region == null && channel == null && verstat == null && presentation == null
                ? Question.of(number)
                : Question.of(number, region, channel, verstat, presentation);
    }
}

package org.zhenhao.lookup;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;

/**
 * A lookup as nearly every client sends it: a GET without a body, a number of letters, digits, plus and minus signs, of the usual
 * parameters each at most once and written without escapes, and nothing about formats but JSON. Whatever is written in
 * another way is left to the REST endpoint, which knows all ways.
 */
record PlainRequest(
        String number,
        @Nullable String region,
        @Nullable String channel,
        @Nullable String verstat,
        @Nullable String presentation) {
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
            return new PlainRequest(number, null, null, null, null);
        }
        return uri.charAt(end) == '?' ? withQuery(number, uri, end + 1) : null;
    }

    private static @Nullable PlainRequest withQuery(String number, String uri, int start) {
        String region = null;
        String channel = null;
        String verstat = null;
        String presentation = null;
        int from = start;
        while (true) {
            int nameEnd = plainEnd(uri, from);
            if (nameEnd == uri.length() || uri.charAt(nameEnd) != '=') {
                return null;
            }
            int end = plainEnd(uri, nameEnd + 1);
            if (end == nameEnd + 1 || end - nameEnd > LONGEST_VALUE) {
                return null;
            }
            String value = uri.substring(nameEnd + 1, end);
            String before;
            switch (uri.substring(from, nameEnd)) {
                case "region" -> {
                    before = region;
                    region = value;
                }
                case "channel" -> {
                    before = channel;
                    channel = value;
                }
                case "verstat" -> {
                    before = verstat;
                    verstat = value;
                }
                case "presentation" -> {
                    before = presentation;
                    presentation = value;
                }
                default -> {
                    return null;
                }
            }
            if (before != null) {
                return null;
            }
            if (end == uri.length()) {
                return new PlainRequest(number, region, channel, verstat, presentation);
            }
            if (uri.charAt(end) != '&') {
                return null;
            }
            from = end + 1;
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

    Question question() {
        return region == null && channel == null && verstat == null && presentation == null
                ? Question.of(number)
                : Question.of(number, region, channel, verstat, presentation);
    }
}

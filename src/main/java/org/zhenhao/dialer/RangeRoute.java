package org.zhenhao.dialer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.PublishedEntry;
import org.zhenhao.score.Level;

/**
 * {@code GET /v1/ranges/{4 or 5 hexadecimal digits}}: all published numbers whose SHA-256 begins so, for callers who do not want to
 * say which number they ask about.
 *
 * <p>Nothing about the caller goes into the answer, which is the same bytes for everybody, so that any cache on the way can
 * give it. Rows have one length and come in multiples of sixteen; those that make up the number are marked by the level
 * {@code -}. More digits are refused: they would name fewer people than can be called private.
 */
@Singleton
final class RangeRoute {
    private static final String PATH = "/v1/ranges/";
    private static final Pattern PREFIX = Pattern.compile("[0-9a-fA-F]{4,5}");
    private static final int STEP = 16;

    /** Hexadecimal digits of a hash that are told, the prefix included: 128 bits. */
    private static final int DIGITS = 32;

    private static final int NOT_MODIFIED = 304;
    private static final HexFormat HEX = HexFormat.of();

    private final PublishedIndex published;

    @Inject
    RangeRoute(PublishedIndex published) {
        this.published = published;
    }

    void register(@Observes Router router) {
        router.get(PATH + "*").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String asked = context.request().path().substring(PATH.length());
        if (!PREFIX.matcher(asked).matches()) {
            context.fail(ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "前缀须为 SHA-256 的前 4 或 5 位十六进制数字",
                            "The prefix is the first 4 or 5 hexadecimal digits of a SHA-256")
                    .with("parameter", "prefix"));
            return;
        }
        try {
            String prefix = asked.toLowerCase(Locale.ROOT);
            PublishedIndex.Index index = published.current();
            String tag = "\"" + index.edition().version() + "-" + prefix + "\"";
            HttpServerResponse response = context.response()
                    .putHeader("Content-Type", "text/plain;charset=US-ASCII")
                    .putHeader("Cache-Control", "public, max-age=3600, no-transform")
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("ETag", tag);
            if (tag.equals(context.request().getHeader("If-None-Match"))) {
                response.setStatusCode(NOT_MODIFIED).end();
            } else {
                response.end(Buffer.buffer(rows(index, prefix)));
            }
        } catch (ProblemException e) {
            context.fail(e);
        }
    }

    static byte[] rows(PublishedIndex.Index index, String prefix) {
        StringBuilder rows = new StringBuilder(STEP * 40);
        int[] places = index.sha256().find(prefix);
        for (int place : places) {
            PublishedEntry entry = index.edition().entries().get(place);
            row(
                    rows,
                    index.sha256().hash(place).substring(prefix.length(), DIGITS),
                    entry.level() == Level.HIGH ? 'h' : 'e',
                    entry.band(),
                    entry.category().code());
        }
        int wanted = Math.max(1, (places.length + STEP - 1) / STEP) * STEP;
        for (int i = places.length; i < wanted; i++) {
            row(rows, filler(index.edition().version(), prefix, i), '-', 0, 0);
        }
        return rows.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void row(StringBuilder rows, String rest, char level, int band, int category) {
        rows.append(rest).append(':').append(level).append(':');
        two(rows, Math.min(band, 99)).append(':');
        two(rows, category).append('\n');
    }

    private static StringBuilder two(StringBuilder rows, int number) {
        return rows.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Digits that follow from the question alone, so that every replica fills up with the same. */
    private static String filler(long version, String prefix, int place) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("fill:" + version + ":" + prefix + ":" + place).getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(hash).substring(0, DIGITS - prefix.length());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.zhenhao.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.RowScreener;

/**
 * Has a server screen rows, one request for some thousands, and asks again where the connection breaks or the server is busy. Thread-safe.
 */
final class ServerRows implements RowScreener.Elsewhere {
    private static final int TRIES = 6;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long FIRST_PAUSE_MILLIS = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String query;
    private final URI server;
    private final @Nullable String key;
    private final Options options;
    private final Layout layout;

    ServerRows(URI server, @Nullable String key, Options options, Layout layout) {
        this.server = server;
        this.key = key;
        this.options = options;
        this.layout = layout;
        this.query = query();
    }

    private String query() {
        String columns = options.columns().stream().map(Column::wire).collect(Collectors.joining(","));
        StringBuilder query = new StringBuilder("?mode=stream&columns=" + columns + "&region=" + options.region()
                + "&channel=" + options.channel().name().toLowerCase(Locale.ROOT));
        query.append("&format=").append(layout.format().name().toLowerCase(Locale.ROOT));
        if (layout.format() == Format.CSV) {
            query.append("&separator=").append(encoded(String.valueOf(layout.separator())));
            query.append("&column=").append(layout.column() + 1);
        } else if (layout.format() == Format.NDJSON) {
            query.append("&column=").append(encoded(layout.member()));
        }
        if (layout.format() != Format.NDJSON) {
            query.append("&charset=").append(layout.charset().name().toLowerCase(Locale.ROOT));
        }
        return query.append("&header=false&spreadsheet=")
                .append(options.defuse())
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] screen(byte[] data, int from, int to) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/v1/screenings" + query))
                .timeout(LIMIT)
                .header("Content-Type", "application/octet-stream")
                .header("Accept-Language", options.language().tag())
                .POST(HttpRequest.BodyPublishers.ofByteArray(data, from, to - from));
        if (key != null) {
            request.header("X-Api-Key", key);
        }
        return ask(request.build());
    }

    private byte[] ask(HttpRequest request) throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            IOException failure;
            try {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                failure = new IOException("the server answered " + answer.statusCode() + ": "
                        + text.substring(0, Math.min(300, text.length())));
                if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                    throw new Refused(failure.getMessage());
                }
            } catch (Refused refused) {
                throw refused;
            } catch (IOException broken) {
                failure = broken;
            }
            if (attempt == TRIES) {
                throw failure;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause *= 2;
        }
    }

    /** Says that the same request would be refused again. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(@Nullable String message) {
            super(message);
        }
    }
}

package org.zhenhao.snapshot;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jboss.resteasy.reactive.PathPart;
import org.jspecify.annotations.Nullable;

/**
 * Answers with published bytes: entity tags (RFC 9110, section 8.8.3), one byte range (section 14), and a {@code Cache-Control} that
 * lets a shared cache keep what was given without a key. Immutable.
 *
 * @param ifNoneMatch the request's header
 * @param range the request's header
 * @param gzip whether the client takes gzip
 * @param open whether the answer is the same for everybody, with or without a key
 */
public record FileAnswer(
        @Nullable String ifNoneMatch, @Nullable String range, boolean gzip, boolean open) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final int WORTH_COMPRESSING = 1_024;
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;

    /**
     * A file, or a part of it.
     *
     * @param tag what identifies its bytes
     * @param seconds how long it may be kept
     */
    public Response file(Path file, String type, String tag, long seconds) {
        String quoted = '"' + tag + '"';
        if (matches(quoted)) {
            return headers(Response.notModified(), quoted, seconds).build();
        }
        long size = size(file);
        Response.ResponseBuilder answer = Response.ok().type(type).header("Accept-Ranges", "bytes");
        Matcher wanted = range == null ? null : RANGE.matcher(range);
        if (wanted == null || !wanted.matches() || "bytes=-".equals(range)) {
            return headers(answer.entity(file.toFile()), quoted, seconds).build();
        }
        long from = wanted.group(1).isEmpty() ? -1 : Long.parseLong(wanted.group(1));
        long to = wanted.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(wanted.group(2)));
        if (from < 0) {
            from = Math.max(0, size - Long.parseLong(wanted.group(2)));
            to = size - 1;
        }
        if (from > to) {
            return Response.status(UNSATISFIABLE)
                    .header("Content-Range", "bytes */" + size)
                    .build();
        }
        answer.status(PARTIAL)
                .header("Content-Range", "bytes " + from + "-" + to + "/" + size)
                .entity(new PathPart(file, from, to - from + 1));
        return headers(answer, quoted, seconds).build();
    }

    /** Bytes that are made for the answer, compressed for clients that take it. */
    public Response bytes(byte[] body, String type, String tag, long seconds) {
        String quoted = '"' + tag + '"';
        if (matches(quoted)) {
            return headers(Response.notModified(), quoted, seconds).build();
        }
        Response.ResponseBuilder answer = Response.ok().type(type).header("Vary", "Accept-Encoding");
        if (gzip && body.length >= WORTH_COMPRESSING) {
            answer.header("Content-Encoding", "gzip").entity(compressed(body));
        } else {
            answer.entity(body);
        }
        return headers(answer, quoted, seconds).build();
    }

    private boolean matches(String quoted) {
        return ifNoneMatch != null
                && (ifNoneMatch.contains(quoted) || ifNoneMatch.strip().equals("*"));
    }

    private Response.ResponseBuilder headers(Response.ResponseBuilder answer, String quoted, long seconds) {
        return answer.header("ETag", quoted)
                .header("Cache-Control", (open ? "public" : "private") + ", max-age=" + seconds);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

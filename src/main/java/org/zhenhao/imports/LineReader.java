package org.zhenhao.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zhenhao.rows.Unpacked;

/**
 * Reads text line by line in bounded memory, unpacking gzip where the first bytes say so. Lines end with LF or CRLF; a byte
 * order mark is dropped; text is UTF-8. A line over the limit is skipped to its end and reported as such.
 */
final class LineReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private byte[] line = new byte[512];
    private long number;
    private final int longest;

    /**
     * @param longest the longest line to hand out, in bytes
     */
    LineReader(InputStream raw, int longest) throws IOException {
        this.in = Unpacked.of(raw);
        this.longest = longest;
    }

    /** Number of the line last read, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line.
     *
     * @return null at the end of the text
     * @throws LineTooLongException if the line is over the limit; the next call gives the line after it
     */
    @Nullable
    String next() throws IOException, LineTooLongException {
        int length = 0;
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (position == limit && !fill()) {
                break;
            }
            any = true;
            int end = indexOfNewline();
            int taken = end - position;
            if (length + taken > longest) {
                tooLong = true;
            } else {
                append(length, taken);
                length += taken;
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        if (tooLong) {
            throw new LineTooLongException();
        }
        return text(length);
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    private int indexOfNewline() {
        int at = position;
        while (at < limit && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void append(int length, int taken) {
        if (length + taken > line.length) {
            line = Arrays.copyOf(line, Math.max(length + taken, line.length * 2));
        }
        System.arraycopy(buffer, position, line, length, taken);
    }

    private String text(int length) {
        int from = number == 1
                        && length >= 3
                        && (line[0] & 0xff) == 0xef
                        && (line[1] & 0xff) == 0xbb
                        && (line[2] & 0xff) == 0xbf
                ? 3
                : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A line is longer than the limit. */
    static final class LineTooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        LineTooLongException() {
            super(null, null, false, false);
        }
    }
}

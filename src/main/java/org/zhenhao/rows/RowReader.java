package org.zhenhao.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Reads a text in stretches, from its head on, which tells the layout, in bounded memory. Takes what has come so far rather
 * than wait for more. Not thread-safe.
 */
public final class RowReader {
    /** Longest row, in bytes. */
    public static final int LONGEST_ROW = 1 << 20;

    private static final int BUFFER = 1 << 18;
    private static final int HEAD = 1 << 16;

    private final InputStream in;
    private byte[] data = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;

    /** Reads an unpacked text; see {@link Unpacked}. */
    public RowReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the text's first rows and finds out how it is made.
     *
     * @throws ProblemException if that cannot be told
     */
    public Layout sniff(NumberParser parser, Options options) throws IOException {
        while (!ended && to < HEAD && (lines() < 2 || in.available() > 0)) {
            fill(HEAD);
        }
        return new Sniffer(parser, options).sniff(data, to, ended);
    }

    private int lines() {
        int lines = 0;
        for (int i = 0; i < to; i++) {
            lines += data[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The buffer; its content between {@link #from} and {@link #to} is what has not been taken yet. */
    public byte[] data() {
        return data;
    }

    /** Where the text begins that was not taken yet. */
    public int from() {
        return from;
    }

    /** Behind the last byte read. */
    public int to() {
        return to;
    }

    /** Whether all of the text is read. */
    public boolean ended() {
        return ended;
    }

    /** Says that the text up to a place was taken. */
    public void taken(int upTo) {
        from = upTo;
    }

    /**
     * Reads on; afterwards there is more to take or the text has ended.
     *
     * @throws ProblemException if a row is too long
     */
    public void more() throws IOException {
        if (from > 0) {
            System.arraycopy(data, from, data, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == data.length) {
            if (to >= LONGEST_ROW) {
                throw ProblemException.of(
                                ProblemCode.TOO_LARGE,
                                "有一行超过 %d 字节，或者这不是文本文件",
                                "a row has more than %d bytes, or this is no text",
                                LONGEST_ROW)
                        .with("reason", "row_too_long");
            }
            data = Arrays.copyOf(data, data.length * 2);
        }
        fill(data.length);
    }

    private void fill(int limit) throws IOException {
        int read = in.read(data, to, limit - to);
        if (read < 0) {
            ended = true;
        } else {
            to += read;
        }
    }
}

package org.zhenhao.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Rows of cells (RFC 4180), line breaks inside quotes included.
 *
 * <p>One stray quote must not swallow the rest of a file: a quoted cell may have {@link #LONGEST_QUOTED} bytes, and where it
 * runs over a line break it has to end where a cell can end. Otherwise the row ends with its line and is refused.
 */
final class CsvSplitter extends Splitter {
    /** What a cell begins with that a spreadsheet takes for a formula. */
    static final boolean[] RISKY = new boolean[256];

    private static final int LONGEST_QUOTED = 1 << 16;
    private static final int INCOMPLETE = -1;
    private static final int BROKEN = -2;

    static {
        for (char c : new char[] {'=', '+', '-', '@', '\t', '\r'}) {
            RISKY[c] = true;
        }
    }

    private final byte separator;
    private final int wanted;
    /** Whether the second byte of a character may look like a separator. */
    private final boolean twoBytes;

    CsvSplitter(Layout layout) {
        this(layout.separator(), layout.column(), layout.charset());
    }

    CsvSplitter(char separator, int wanted, Charset charset) {
        this.separator = (byte) separator;
        this.wanted = wanted;
        this.twoBytes = !charset.equals(StandardCharsets.UTF_8);
    }

    @Override
    int row(Batch batch, int from, int to, boolean last) {
        int row = batch.size();
        batch.add(from, from, from);
        int end = scan(batch, row, to, last);
        if (end == INCOMPLETE) {
            batch.size = row;
            return -1;
        }
        if (end == BROKEN) {
            end = lineFeed(batch.data, from, to);
            if (end == to && !last) {
                batch.size = row;
                return -1;
            }
            batch.refuse(row, Refusal.UNMATCHED_QUOTE);
        }
        batch.end[row] = content(batch.data, from, end);
        batch.next[row] = Math.min(to, end + 1);
        if (batch.cell[row] != Batch.NONE) {
            batch.cellEnd[row] = Math.min(batch.cellEnd[row], batch.end[row]);
        }
        return batch.next[row];
    }

    /** Walks over the cells of a row; gives the place of its line feed. */
    private int scan(Batch batch, int row, int to, boolean last) {
        byte[] data = batch.data;
        int column = 0;
        int cell = batch.start[row];
        int at = cell;
        while (at < to) {
            byte b = data[at];
            if (at == cell) {
                int first = b == '"' && at + 1 < to ? data[at + 1] & 0xff : b & 0xff;
                if (RISKY[first] && first != separator && !lineEnd(data, at, to)) {
                    batch.risky[row] = true;
                }
                if (b == '"') {
                    int close = close(data, at + 1, to, last);
                    if (close < 0) {
                        return close;
                    }
                    at = close + 1;
                    continue;
                }
            }
            if (b == separator) {
                cell(batch, row, column, cell, at);
                column++;
                cell = at + 1;
            } else if (b == '\n') {
                break;
            } else if (twoBytes && b < 0 && second(data, at + 1, to)) {
                at++;
            }
            at++;
        }
        if (at >= to && !last) {
            return INCOMPLETE;
        }
        int end = Math.min(at, to);
        cell(batch, row, column, cell, end);
        batch.cells[row] = column + 1;
        return end;
    }

    private void cell(Batch batch, int row, int column, int from, int to) {
        if (column == wanted) {
            batch.cell[row] = from;
            batch.cellEnd[row] = to;
        }
    }

    /** Whether a byte is the second of a character in GB18030, which no line end is. */
    private static boolean second(byte[] data, int at, int to) {
        return at < to && (data[at] >= '0' || data[at] < 0);
    }

    private static boolean lineEnd(byte[] data, int at, int to) {
        return data[at] == '\r' && (at + 1 == to || data[at + 1] == '\n');
    }

    /** The place of the quote that ends a cell. */
    private int close(byte[] data, int from, int to, boolean last) {
        int end = Math.min(to, from + LONGEST_QUOTED);
        boolean lines = false;
        for (int at = from; at < end; at++) {
            byte b = data[at];
            if (b == '\n') {
                lines = true;
            } else if (b == '"') {
                if (at + 1 == to && !last) {
                    return INCOMPLETE;
                }
                if (at + 1 < to && data[at + 1] == '"') {
                    at++;
                } else {
                    return lines && !ends(data, at + 1, to) ? BROKEN : at;
                }
            } else if (twoBytes && b < 0 && second(data, at + 1, to)) {
                at++;
            }
        }
        return end == to && !last ? INCOMPLETE : BROKEN;
    }

    private boolean ends(byte[] data, int at, int to) {
        return at >= to || data[at] == separator || data[at] == '\n' || data[at] == '\r';
    }
}

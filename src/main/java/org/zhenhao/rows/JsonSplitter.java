package org.zhenhao.rows;

import java.nio.charset.StandardCharsets;

/**
 * Rows that are JSON objects, one a line. Only the outermost members are looked at; what lies inside them is skipped by its
 * brackets, for it is passed on as it came.
 */
final class JsonSplitter extends Splitter {
    private static final int MALFORMED = -1;

    private final byte[] member;

    JsonSplitter(String member) {
        this.member = member.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    int row(Batch batch, int from, int to, boolean last) {
        byte[] data = batch.data;
        int lineFeed = lineFeed(data, from, to);
        if (lineFeed == to && !last) {
            return -1;
        }
        int next = Math.min(to, lineFeed + 1);
        int row = batch.size();
        batch.add(from, content(data, from, lineFeed), next);
        int close = object(batch, row);
        if (close == MALFORMED) {
            batch.refuse(row, Refusal.MALFORMED_JSON);
        }
        // Where members may be added.
        batch.cells[row] = close;
        return next;
    }

    /** Walks over the members; gives the place of the closing brace. */
    private int object(Batch batch, int row) {
        byte[] data = batch.data;
        int end = batch.end[row];
        int at = space(data, batch.start[row], end);
        if (at == end || data[at] != '{') {
            return MALFORMED;
        }
        at = space(data, at + 1, end);
        boolean first = true;
        while (at < end && data[at] != '}') {
            if (!first) {
                if (data[at] != ',') {
                    return MALFORMED;
                }
                at = space(data, at + 1, end);
            }
            first = false;
            at = member(batch, row, at, end);
            if (at == MALFORMED) {
                return MALFORMED;
            }
        }
        return at < end && space(data, at + 1, end) == end ? at : MALFORMED;
    }

    private int member(Batch batch, int row, int from, int end) {
        byte[] data = batch.data;
        int nameEnd = string(data, from, end);
        if (nameEnd == MALFORMED) {
            return MALFORMED;
        }
        int colon = space(data, nameEnd, end);
        if (colon == end || data[colon] != ':') {
            return MALFORMED;
        }
        int value = space(data, colon + 1, end);
        int valueEnd = value(data, value, end);
        if (valueEnd == MALFORMED) {
            return MALFORMED;
        }
        if (named(data, from + 1, nameEnd - 1)) {
            boolean text = data[value] == '"';
            boolean none = !text && (data[value] == 'n' || data[value] == '{' || data[value] == '[');
            batch.cell[row] = text ? value + 1 : value;
            batch.cellEnd[row] = none ? value : text ? valueEnd - 1 : valueEnd;
        }
        return space(data, valueEnd, end);
    }

    private boolean named(byte[] data, int from, int to) {
        return java.util.Arrays.equals(data, from, to, member, 0, member.length);
    }

    static int space(byte[] data, int from, int end) {
        int at = from;
        while (at < end && (data[at] == ' ' || data[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Behind the closing quote of the string that opens at {@code from}. */
    static int string(byte[] data, int from, int end) {
        if (from >= end || data[from] != '"') {
            return MALFORMED;
        }
        for (int at = from + 1; at < end; at++) {
            if (data[at] == '\\') {
                at++;
            } else if (data[at] == '"') {
                return at + 1;
            }
        }
        return MALFORMED;
    }

    /** Behind the value that begins at {@code from}. */
    static int value(byte[] data, int from, int end) {
        if (from >= end) {
            return MALFORMED;
        }
        return switch (data[from]) {
            case '"' -> string(data, from, end);
            case '{', '[' -> nested(data, from, end);
            default -> scalar(data, from, end);
        };
    }

    private static int scalar(byte[] data, int from, int end) {
        int at = from;
        while (at < end && scalar(data[at])) {
            at++;
        }
        return at == from ? MALFORMED : at;
    }

    private static boolean scalar(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '+' || b == '.';
    }

    private static int nested(byte[] data, int from, int end) {
        int depth = 0;
        int at = from;
        while (at < end) {
            byte b = data[at];
            if (b == '"') {
                at = string(data, at, end);
                if (at == MALFORMED) {
                    return MALFORMED;
                }
                continue;
            }
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            at++;
            if (depth == 0) {
                return at;
            }
        }
        return MALFORMED;
    }
}

package org.zhenhao.rows;

/**
 * Makes cells harmless that a spreadsheet would take for formulas: an apostrophe before them makes them text. What is
 * only a signed number or a phone number computes nothing and stays as it is.
 */
final class Defuser {
    private final byte separator;

    Defuser(char separator) {
        this.separator = (byte) separator;
    }

    /** Copies a row, with an apostrophe before each cell that needs one. */
    void row(byte[] data, int from, int to, Bytes out) {
        int cell = from;
        boolean quoted = false;
        for (int at = from; at <= to; at++) {
            if (at == to || !quoted && data[at] == separator) {
                cell(data, cell, at, out);
                if (at < to) {
                    out.put(separator);
                }
                cell = at + 1;
            } else if (data[at] == '"' && (quoted || at == cell)) {
                quoted = !quoted;
            }
        }
    }

    private static void cell(byte[] data, int from, int to, Bytes out) {
        boolean quoted = from < to && data[from] == '"';
        int first = quoted ? from + 1 : from;
        int end = quoted && to - from >= 2 ? to - 1 : to;
        if (first < end && CsvSplitter.RISKY[data[first] & 0xff] && !harmless(data, first, end)) {
            out.put(data, from, first);
            out.put('\'');
            out.put(data, first, to);
        } else {
            out.put(data, from, to);
        }
    }

    /** Writes a text as one quoted cell. */
    void quoted(byte[] data, int from, int to, Bytes out) {
        out.put('"');
        if (from < to && CsvSplitter.RISKY[data[from] & 0xff] && !harmless(data, from, to)) {
            out.put('\'');
        }
        for (int at = from; at < to; at++) {
            if (data[at] == '"') {
                out.put('"');
            }
            out.put(data[at]);
        }
        out.put('"');
    }

    /** Whether a text that begins with a sign is nothing but digits and what stands between digits. */
    static boolean harmless(byte[] data, int from, int to) {
        if (data[from] != '+' && data[from] != '-') {
            return false;
        }
        for (int at = from + 1; at < to; at++) {
            byte b = data[at];
            if ((b < '0' || b > '9') && b != ' ' && b != '.' && b != '-' && b != '(' && b != ')') {
                return false;
            }
        }
        return true;
    }
}

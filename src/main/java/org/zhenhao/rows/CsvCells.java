package org.zhenhao.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one row of CSV apart, for where speed does not matter. */
public final class CsvCells {
    private CsvCells() {}

    /** The cells of a row without its line end; what stands behind a closing quote belongs to the cell. */
    public static List<String> of(String row, char separator) {
        List<String> cells = new ArrayList<>();
        split(row, separator, cells, true);
        return cells;
    }

    /** The cells of a row without its line end (RFC 4180); null if its quotes do not match. */
    public static @Nullable List<String> strict(String row, char separator) {
        List<String> cells = new ArrayList<>();
        return split(row, separator, cells, false) ? cells : null;
    }

    private static boolean split(String row, char separator, List<String> cells, boolean lenient) {
        int at = 0;
        while (true) {
            if (at < row.length() && row.charAt(at) == '"') {
                StringBuilder cell = new StringBuilder();
                int close = quoted(row, at + 1, cell);
                int end = end(row, separator, close < 0 ? row.length() : close);
                if (!lenient && (close < 0 || end != close)) {
                    return false;
                }
                cells.add(cell.append(row, close < 0 ? end : close, end).toString());
                at = end;
            } else {
                int end = end(row, separator, at);
                cells.add(row.substring(at, end));
                at = end;
            }
            if (at == row.length()) {
                return true;
            }
            at++;
        }
    }

    private static int end(String row, char separator, int from) {
        int end = row.indexOf(separator, from);
        return end < 0 ? row.length() : end;
    }

    /** Reads a quoted cell; gives the place behind the closing quote, or -1 if there is none. */
    private static int quoted(String row, int from, StringBuilder cell) {
        int at = from;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return at;
            }
        }
        return -1;
    }
}

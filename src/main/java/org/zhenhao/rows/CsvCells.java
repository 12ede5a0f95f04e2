package org.zhenhao.rows;

import java.util.ArrayList;
import java.util.List;

/** Takes one row of CSV apart, for where speed does not matter. */
public final class CsvCells {
    private CsvCells() {}

    /** The cells of a row without its line end; what stands behind a closing quote belongs to the cell. */
    public static List<String> of(String row, char separator) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder cell = new StringBuilder();
            if (at < row.length() && row.charAt(at) == '"') {
                at = quoted(row, at + 1, cell);
            }
            int end = row.indexOf(separator, at);
            end = end < 0 ? row.length() : end;
            cell.append(row, at, end);
            cells.add(cell.toString());
            if (end == row.length()) {
                return cells;
            }
            at = end + 1;
        }
    }

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
        return at;
    }
}

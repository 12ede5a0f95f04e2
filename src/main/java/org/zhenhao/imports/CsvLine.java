package org.zhenhao.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.rows.CsvCells;

/**
 * The fields of one line of CSV (RFC 4180, without line breaks inside fields), and which of them is which.
 *
 * <p>A CSV library reads a stream of records, and one stray quote makes it swallow everything up to the next: an import has
 * to go on behind a broken line, so here a record never reaches beyond its line.
 */
final class CsvLine {
    private CsvLine() {}

    /** The fields of a line, or null if its quotes do not match. */
    static @Nullable List<String> split(String line) {
        return CsvCells.strict(line, ',');
    }

    /** Column positions by lower-case name without separators, so that {@code Created_Date} and {@code createdDate} are one. */
    static Map<String, Integer> header(List<String> fields) {
        Map<String, Integer> columns = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.putIfAbsent(
                    fields.get(i)
                            .trim()
                            .toLowerCase(Locale.ROOT)
                            .replace("_", "")
                            .replace(" ", ""),
                    i);
        }
        return columns;
    }

    /** The field of a named column, trimmed; empty if the line has no such column. */
    static String field(List<String> fields, Map<String, Integer> columns, String name) {
        Integer at = columns.get(name);
        return at == null || at >= fields.size() ? "" : fields.get(at).trim();
    }
}

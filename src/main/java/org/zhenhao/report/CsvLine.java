package org.zhenhao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Splits one line of CSV (RFC 4180, without line breaks inside fields).
 *
 * <p>A CSV library reads a stream of records, and one stray quote makes it swallow everything up to the next: an import has
 * to go on behind a broken line, so here a record never reaches beyond its line.
 */
final class CsvLine {
    private CsvLine() {}

    /** The fields of a line, or null if its quotes do not match. */
    static @Nullable List<String> split(String line) {
        List<String> fields = new ArrayList<>(8);
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                at = quoted(line, at + 1, field);
                if (at < 0 || (at < line.length() && line.charAt(at) != ',')) {
                    return null;
                }
                fields.add(field.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                fields.add(line.substring(at, end));
                at = end;
            }
            if (at >= line.length()) {
                return fields;
            }
            at++;
        }
    }

    /** Reads a quoted field; gives the position behind the closing quote, or -1 if there is none. */
    private static int quoted(String line, int from, StringBuilder field) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < line.length() && line.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return at;
            }
        }
        return -1;
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

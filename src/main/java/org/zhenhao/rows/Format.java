package org.zhenhao.rows;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the rows of a text are written. */
public enum Format {
    /** Cells with a separator between them, quotes after RFC 4180. */
    CSV,
    /** One JSON object a line. */
    NDJSON,
    /** One caller id a line and nothing else; quotes and commas mean nothing in it. */
    LINES;

    /** The word used in the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with an API word, {@code tsv} being CSV; null if there is none. */
    public static @Nullable Format of(String word) {
        return switch (word) {
            case "csv", "tsv" -> CSV;
            case "ndjson", "jsonl" -> NDJSON;
            case "lines", "txt" -> LINES;
            default -> null;
        };
    }
}

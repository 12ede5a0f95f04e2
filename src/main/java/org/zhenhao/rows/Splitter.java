package org.zhenhao.rows;

/** Finds rows and the cells of their numbers in a stretch of text. Not thread-safe. */
abstract class Splitter {
    /** The splitter for a text. */
    static Splitter of(Layout layout) {
        return switch (layout.format()) {
            case CSV -> new CsvSplitter(layout);
            case NDJSON -> new JsonSplitter(layout.member());
            case LINES -> new LineSplitter();
        };
    }

    /**
     * Adds the rows of a stretch to a batch, as long as it has room.
     *
     * @param from where the first row begins
     * @param to behind the last byte there is
     * @param last whether the text ends there; otherwise a row that is not whole yet is left for the next call
     * @return where the first row begins that was not taken
     */
    int split(Batch batch, int from, int to, boolean last) {
        int at = from;
        while (at < to && batch.size() < Batch.MOST) {
            int next = row(batch, at, to, last);
            if (next < 0) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** Adds one row; gives where the next one begins, or -1 if this one is not whole yet. */
    abstract int row(Batch batch, int from, int to, boolean last);

    /** The place of the next line feed, or {@code to} if there is none. */
    static int lineFeed(byte[] data, int from, int to) {
        int at = from;
        while (at < to && data[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Behind the last byte of a row whose line feed stands at {@code lineFeed}. */
    static int content(byte[] data, int from, int lineFeed) {
        return lineFeed > from && data[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    }
}

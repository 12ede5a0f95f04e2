package org.zhenhao.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one column of one row group. Not thread-safe. */
final class ColumnBuffer {
    private static final int MISSING = -1;

    private final TableColumn.Kind kind;
    private final long[] cells;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private int size;

    ColumnBuffer(TableColumn.Kind kind, int most) {
        this.kind = kind;
        this.cells = new long[most];
    }

    /** Adds a number. */
    void set(long value) {
        cells[size++] = value;
    }

    /** Adds a text, or none. */
    void set(@Nullable String text) {
        cells[size++] = text == null ? MISSING : place(text);
    }

    /** Puts what a page of a file holds in the place of everything: numbers, or places in the words. */
    void fill(long[] values, int count) {
        System.arraycopy(values, 0, cells, 0, count);
        size = count;
    }

    private int place(String text) {
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        int place = words.size();
        words.add(text);
        places.put(text, place);
        return place;
    }

    /** The number in a row, or the place of its text in {@link #words}, negative if it has none. */
    long number(int row) {
        return cells[row];
    }

    /** The text in a row. */
    @Nullable
    String text(int row) {
        return cells[row] < 0 ? null : words.get((int) cells[row]);
    }

    /** The different texts, in the order of their first use. */
    List<String> words() {
        return words;
    }

    TableColumn.Kind kind() {
        return kind;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        words.clear();
        places.clear();
    }
}

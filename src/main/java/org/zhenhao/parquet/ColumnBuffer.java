package org.zhenhao.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one column of one row group. Not thread-safe. */
public final class ColumnBuffer {
    private static final int MISSING = -1;
    /** Bits of a number that nobody writes: one of those that are none. */
    private static final long NO_NUMBER = 0x7ff8_0000_dead_beefL;

    private final TableColumn.Kind kind;
    private final long[] cells;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private int size;
    private long characters;

    ColumnBuffer(TableColumn.Kind kind, int most) {
        this.kind = kind;
        this.cells = new long[most];
    }

    /** Adds a number. */
    public void set(long value) {
        cells[size++] = value;
    }

    /** Adds a text, or none. */
    public void set(@Nullable String text) {
        cells[size++] = text == null ? MISSING : place(text);
    }

    /** Adds a number, or none. */
    public void set(@Nullable Double value) {
        cells[size++] = value == null ? NO_NUMBER : Double.doubleToLongBits(value);
    }

    /** Whether there is something in a row. */
    boolean present(int row) {
        return kind == TableColumn.Kind.NUMBER ? cells[row] != NO_NUMBER : cells[row] >= 0;
    }

    /** How long the different texts are altogether. */
    long characters() {
        return characters;
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
        characters += text.length();
        words.add(text);
        places.put(text, place);
        return place;
    }

    /** The number in a row, or the place of its text in {@link #words}, negative if it has none. */
    public long number(int row) {
        return cells[row];
    }

    /** The text in a row. */
    public @Nullable String text(int row) {
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
        characters = 0;
        words.clear();
        places.clear();
    }
}

package org.zhenhao.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;

/** Some rows of a text, where their numbers stand in it, and what was found of them. Used over and over; not thread-safe. */
public final class Batch {
    /** Most rows of a batch. */
    static final int MOST = 2048;

    /** A cell that does not exist. */
    static final int NONE = -1;

    byte[] data = new byte[0];
    private byte[] own = new byte[0];
    private int keptFrom;
    private int keptTo;
    int size;
    final int[] start = new int[MOST];
    /** Behind the last byte of the row, its line end not counted. */
    final int[] end = new int[MOST];
    /** Where the next row starts. */
    final int[] next = new int[MOST];

    final int[] cell = new int[MOST];
    final int[] cellEnd = new int[MOST];
    final int[] cells = new int[MOST];
    /** Whether some cell of the row begins like a formula. */
    final boolean[] risky = new boolean[MOST];

    private final @Nullable Refusal[] refusals = new @Nullable Refusal[MOST];
    private final @Nullable ParsedNumber[] numbers = new @Nullable ParsedNumber[MOST];
    private final @Nullable Opinion[] opinions = new @Nullable Opinion[MOST];

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** A row's number; null if it has none that can be read. */
    public @Nullable ParsedNumber number(int row) {
        return numbers[row];
    }

    /** What was said of a row's number; null as long as nothing was. */
    public @Nullable Opinion opinion(int row) {
        return opinions[row];
    }

    /** Why a row gets no verdict; null if it does. */
    public @Nullable Refusal refusal(int row) {
        return refusals[row];
    }

    /** How many rows get no verdict. */
    public int refused() {
        int refused = 0;
        for (int row = 0; row < size; row++) {
            refused += refusals[row] == null ? 0 : 1;
        }
        return refused;
    }

    /** Says what is known of a row's number. */
    public void answer(int row, Opinion opinion) {
        opinions[row] = opinion;
    }

    /** Says why nothing can be told of a row's number. */
    public void refuse(int row, Refusal refusal) {
        refusals[row] = refusal;
    }

    void clear(byte[] text) {
        data = text;
        size = 0;
    }

    /** Goes on with a copy of a stretch of the text, at the same places. */
    void keep(int from, int to) {
        if (own.length < to) {
            own = new byte[data.length];
        }
        System.arraycopy(data, from, own, from, to - from);
        data = own;
        keptFrom = from;
        keptTo = to;
    }

    /** Where the stretch begins that it goes on with. */
    int keptFrom() {
        return keptFrom;
    }

    int keptTo() {
        return keptTo;
    }

    /** Takes in one more row; its number's cell begins at {@link #NONE} if it has no such cell. */
    void add(int from, int to, int following) {
        start[size] = from;
        end[size] = to;
        next[size] = following;
        cell[size] = NONE;
        cellEnd[size] = NONE;
        cells[size] = 0;
        risky[size] = false;
        refusals[size] = null;
        numbers[size] = null;
        opinions[size] = null;
        size++;
    }

    /** Reads the numbers of all rows that are not refused yet. */
    void parse(NumberParser parser, Channel channel, String region, Layout layout) {
        for (int row = 0; row < size; row++) {
            if (refusals[row] == null) {
                parse(row, parser, channel, region, layout);
            }
        }
    }

    private void parse(int row, NumberParser parser, Channel channel, String region, Layout layout) {
        if (cell[row] == NONE) {
            refusals[row] = Refusal.MISSING_COLUMN;
            return;
        }
        String text = text(row, layout);
        if (text.isBlank()) {
            refusals[row] = Refusal.NO_NUMBER;
            return;
        }
        try {
            numbers[row] = parser.parse(text, channel, region);
        } catch (RefusedNumberException refused) {
            refusals[row] = Refusal.of(refused.reason());
        }
    }

    /** The text of a row's cell for the number, without its quotes. */
    @SuppressWarnings("deprecation") // The constructor that takes bytes for characters is what ASCII wants.
    private String text(int row, Layout layout) {
        int from = cell[row];
        int to = cellEnd[row];
        boolean quoted = layout.format() == Format.CSV && to - from >= 2 && data[from] == '"' && data[to - 1] == '"';
        if (quoted) {
            from++;
            to--;
        }
        boolean plain = true;
        for (int i = from; i < to && plain; i++) {
            plain = data[i] >= ' ' && data[i] != '"' && data[i] != '\\';
        }
        if (plain) {
            return new String(data, 0, from, to - from);
        }
        Charset charset = layout.format() == Format.NDJSON ? StandardCharsets.UTF_8 : layout.charset();
        String text = new String(data, from, to - from, charset);
        if (layout.format() == Format.NDJSON) {
            return JsonText.unescape(text);
        }
        return quoted ? text.replace("\"\"", "\"") : text;
    }
}

package org.zhenhao.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.NumberParser;

/**
 * Adds verdicts to the rows of one text whose layout is known, stretch by stretch. Not thread-safe: one for each thread.
 *
 * <p>Where verdicts come from is the {@link Judge}'s business alone.
 */
public final class RowScreener {
    private final Layout layout;
    private final Options options;
    private final NumberParser parser;
    private final Judge judge;
    private final Consumer<Batch> seen;
    private final Splitter splitter;
    private final RowWriter writer;
    private final Batch batch = new Batch();
    private final Bytes bytes = new Bytes(1 << 17);
    private final @Nullable Elsewhere elsewhere;
    private int refused;
    /** For the pipeline, under its lock: whether the batch taken is screened and not written yet. */
    boolean done;

    /** Something that screens whole rows, none of them a header, in the place of a judge. */
    @FunctionalInterface
    public interface Elsewhere {
        /** The rows with their verdicts. */
        byte[] screen(byte[] data, int from, int to) throws IOException, InterruptedException;
    }

    /** What reads numbers and what names their carriers and places. */
    public record Words(NumberParser parser, NumberDisplay display) {}

    /**
     * Makes a screener.
     *
     * @param seen told of each batch when it is judged, before it is written; may be used to count
     */
    public RowScreener(Layout layout, Options options, Words words, Judge judge, Consumer<Batch> seen) {
        this(layout, options, words, judge, seen, null);
    }

    /** A screener that finds rows and has them screened elsewhere, by the same layout and options. */
    public static RowScreener of(Layout layout, Options options, Words words, Elsewhere elsewhere) {
        return new RowScreener(layout, options, words, batch -> {}, batch -> {}, elsewhere);
    }

    private RowScreener(
            Layout layout,
            Options options,
            Words words,
            Judge judge,
            Consumer<Batch> seen,
            @Nullable Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
        this.layout = layout;
        this.options = options;
        this.parser = words.parser();
        this.judge = judge;
        this.seen = seen;
        this.splitter = Splitter.of(layout);
        Cells cells = new Cells(words.display(), options.language(), layout);
        this.writer = layout.format() == Format.NDJSON
                ? new JsonWriter(layout, options.columns(), cells)
                : new CsvWriter(layout, options.columns(), cells, options.defuse());
    }

    /**
     * Screens the whole rows of a stretch and writes them.
     *
     * @param from where the first row begins
     * @param first whether that row is the text's first, which may be a header and may have a byte order mark
     * @param last whether the text ends at {@code to}
     * @return where the first row begins that is not whole
     */
    public int screen(byte[] data, int from, int to, boolean first, boolean last, OutputStream out)
            throws IOException, InterruptedException {
        int at = first ? begin(data, from, to, last, out) : from;
        while (at < to) {
            batch.clear(data);
            int next = splitter.split(batch, at, to, last);
            if (next == at) {
                break;
            }
            rows(out);
            at = next;
        }
        return at;
    }

    /** Whether anything stands before the first row of verdicts. */
    boolean hasHead() {
        return layout.header() || layout.bom() > 0;
    }

    /**
     * Takes some whole rows to itself, to be screened by {@link #work}.
     *
     * @return where the first row begins that was not taken
     */
    int take(byte[] data, int from, int to, boolean last) {
        batch.clear(data);
        int next = splitter.split(batch, from, to, last);
        batch.keep(from, next);
        return next;
    }

    /** Screens the rows taken; {@link #writeTo} writes them. */
    void work() throws IOException, InterruptedException {
        if (elsewhere == null) {
            judgeRows();
        } else {
            bytes.clear();
            bytes.put(elsewhere.screen(batch.data, batch.keptFrom(), batch.keptTo()));
        }
    }

    /** How many bytes of the text were taken, how many written in their place, and how many rows, and bad ones, these were. */
    int taken() {
        return batch.keptTo() - batch.keptFrom();
    }

    int written() {
        return bytes.size();
    }

    int rows() {
        return batch.size();
    }

    int refused() {
        return refused;
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    /** Writes what stands before the first row of verdicts; gives where that begins, or {@code from} if the header is not whole. */
    int begin(byte[] data, int from, int to, boolean last, OutputStream out) throws IOException {
        int at = from + layout.bom();
        bytes.clear();
        bytes.put(data, from, at);
        if (layout.header() && at < to) {
            batch.clear(data);
            int next = splitter.row(batch, at, to, last);
            if (next < 0) {
                return from;
            }
            writer.header(batch, 0, bytes);
            at = next;
        }
        bytes.writeTo(out);
        return at;
    }

    private void rows(OutputStream out) throws IOException, InterruptedException {
        judgeRows();
        bytes.writeTo(out);
    }

    private void judgeRows() throws InterruptedException {
        batch.parse(parser, options.channel(), options.region(), layout);
        judge.judge(batch);
        seen.accept(batch);
        refused = batch.refused();
        bytes.clear();
        for (int row = 0; row < batch.size(); row++) {
            writer.row(batch, row, bytes);
        }
    }
}

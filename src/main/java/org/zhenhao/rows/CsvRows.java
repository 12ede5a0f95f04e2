package org.zhenhao.rows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Takes whole rows of CSV apart, for where speed does not matter. Stateless. */
public final class CsvRows {
    private CsvRows() {}

    /** Takes rows in order. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the cells of a row. */
        void row(List<String> cells) throws IOException;
    }

    /**
     * Hands out the rows of a text.
     *
     * @param from where the first row begins
     */
    public static void each(byte[] text, int from, char separator, Charset charset, Sink sink) throws IOException {
        Splitter splitter = new CsvSplitter(separator, 0, charset);
        Batch batch = new Batch();
        int at = from;
        while (at < text.length) {
            batch.clear(text);
            at = splitter.row(batch, at, text.length, true);
            sink.row(CsvCells.of(new String(text, batch.start[0], batch.end[0] - batch.start[0], charset), separator));
        }
    }
}

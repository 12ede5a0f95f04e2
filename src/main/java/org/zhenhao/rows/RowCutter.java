package org.zhenhao.rows;

import java.io.IOException;
import java.util.Arrays;

/** Cuts a text between rows into parts that can be screened one by one, in any order, anywhere. Stateless. */
public final class RowCutter {
    private RowCutter() {}

    /** Takes the parts in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a part.
         *
         * @param text whole rows; the first part has the byte order mark and the header too
         * @param rows how many there are, the header not counted
         */
        void part(byte[] text, int rows) throws IOException;
    }

    /**
     * Cuts what a reader that has sniffed still has to read.
     *
     * @param mostRows of a part, about
     * @param mostBytes of a part, about
     */
    public static void cut(RowReader reader, Layout layout, int mostRows, int mostBytes, Sink sink) throws IOException {
        Splitter splitter = Splitter.of(layout);
        Batch batch = new Batch();
        byte[] part = new byte[mostBytes + Batch.MOST];
        int size = 0;
        int rows = layout.header() ? -1 : 0;
        boolean begun = false;
        while (true) {
            int at = reader.from();
            if (!begun && reader.to() - at >= layout.bom()) {
                begun = true;
                at += layout.bom();
            }
            batch.clear(reader.data());
            int next = splitter.split(batch, at, reader.to(), reader.ended());
            int length = next - reader.from();
            if (part.length - size < length) {
                part = Arrays.copyOf(part, Math.max(size + length, part.length * 2));
            }
            System.arraycopy(reader.data(), reader.from(), part, size, length);
            size += length;
            rows += batch.size();
            boolean stuck = next == reader.from() || next == reader.to();
            reader.taken(next);
            if (rows >= mostRows || size >= mostBytes) {
                sink.part(Arrays.copyOf(part, size), Math.max(0, rows));
                size = 0;
                rows = 0;
            }
            if (stuck && reader.ended()) {
                break;
            }
            if (stuck) {
                reader.more();
            }
        }
        if (size > 0) {
            sink.part(Arrays.copyOf(part, size), Math.max(0, rows));
        }
    }
}

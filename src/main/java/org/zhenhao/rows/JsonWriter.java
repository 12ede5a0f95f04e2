package org.zhenhao.rows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON objects with members added at their ends. A line that is none becomes an object with the line as {@code input}. */
final class JsonWriter extends RowWriter {
    private final List<byte[]> before = new ArrayList<>();

    JsonWriter(Layout layout, List<Column> columns, Cells cells) {
        super(columns, cells);
        for (String name : Column.names(columns, layout.names())) {
            before.add((",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    void header(Batch batch, int row, Bytes out) {
        throw new IllegalStateException("objects have no header");
    }

    @Override
    void row(Batch batch, int row, Bytes out) {
        byte[] data = batch.data;
        int close = batch.cells[row];
        if (close < 0) {
            String line = new String(data, batch.start[row], batch.end[row] - batch.start[row], StandardCharsets.UTF_8);
            out.ascii("{\"input\":");
            out.text(JsonText.quote(line), StandardCharsets.UTF_8);
            columns(batch, row, out);
            out.put('}');
        } else {
            out.put(data, batch.start[row], close);
            int from = out.size();
            columns(batch, row, out);
            if (empty(data, batch.start[row], close)) {
                out.blank(from);
            }
            out.put(data, close, batch.end[row]);
        }
        lineEnd(batch, row, out);
    }

    /** Whether an object has no members, so that no comma may stand before the first. */
    private static boolean empty(byte[] data, int start, int close) {
        int brace = JsonSplitter.space(data, start, close);
        return JsonSplitter.space(data, brace + 1, close) == close;
    }

    @Override
    void before(int column, Bytes out) {
        out.put(before.get(column));
    }
}

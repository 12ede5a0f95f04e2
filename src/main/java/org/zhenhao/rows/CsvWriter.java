package org.zhenhao.rows;

import java.util.List;

/** Writes rows of cells. A row with fewer cells than the first gets empty ones, so that the columns stand below their names. */
final class CsvWriter extends RowWriter {
    private final Layout layout;
    private final List<String> names;
    private final boolean defuse;
    private final Defuser defuser;

    /**
     * Writes rows for a text.
     *
     * @param defuse whether cells that a spreadsheet would run are made harmless
     */
    CsvWriter(Layout layout, List<Column> columns, Cells cells, boolean defuse) {
        super(columns, cells);
        this.layout = layout;
        this.names = Column.names(columns, layout.names());
        this.defuse = defuse;
        this.defuser = new Defuser(layout.separator());
    }

    @Override
    void header(Batch batch, int row, Bytes out) {
        original(batch, row, out);
        for (String name : names) {
            out.put(layout.separator());
            out.ascii(name);
        }
        lineEnd(batch, row, out);
    }

    @Override
    void row(Batch batch, int row, Bytes out) {
        original(batch, row, out);
        columns(batch, row, out);
        lineEnd(batch, row, out);
    }

    @Override
    void before(int column, Bytes out) {
        out.put(layout.separator());
    }

    private void original(Batch batch, int row, Bytes out) {
        int from = batch.start[row];
        int to = batch.end[row];
        if (layout.format() == Format.LINES) {
            line(batch, row, out);
        } else if (batch.refusal(row) == Refusal.UNMATCHED_QUOTE) {
            // Whatever reads the result must not fall over the same quote: the row becomes one cell.
            defuser.quoted(batch.data, from, to, out);
        } else if (defuse && batch.risky[row]) {
            defuser.row(batch.data, from, to, out);
        } else {
            out.put(batch.data, from, to);
        }
        int cells = batch.refusal(row) == Refusal.UNMATCHED_QUOTE ? 1 : batch.cells[row];
        for (int i = cells; i < layout.columns(); i++) {
            out.put(layout.separator());
        }
    }

    /** A line becomes a cell, in quotes where it holds what cells may not hold without. */
    private void line(Batch batch, int row, Bytes out) {
        byte[] data = batch.data;
        boolean quotes = defuse && batch.risky[row] && !Defuser.harmless(data, batch.start[row], batch.end[row]);
        for (int i = batch.start[row]; i < batch.end[row] && !quotes; i++) {
            quotes = data[i] == layout.separator() || data[i] == '"';
        }
        if (quotes) {
            defuser.quoted(data, batch.start[row], batch.end[row], out);
        } else {
            out.put(data, batch.start[row], batch.end[row]);
        }
    }
}

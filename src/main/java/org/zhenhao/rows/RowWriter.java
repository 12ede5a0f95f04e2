package org.zhenhao.rows;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.number.ParsedNumber;

/**
 * Writes rows as they came, with the columns asked for behind them. Not thread-safe.
 *
 * <p>Columns that are the same for every number nothing is known of are written once and copied from then on.
 */
abstract class RowWriter {
    /** Some columns that follow each other, and whether they depend on the number itself. */
    private record Run(int from, int to, boolean shareable) {}

    final List<Column> columns;
    final Cells cells;
    private final List<Run> runs = new ArrayList<>();
    private final Map<Opinion, byte[][]> written = new IdentityHashMap<>();
    private final Map<Refusal, byte[]> refusals = new IdentityHashMap<>();

    RowWriter(List<Column> columns, Cells cells) {
        this.columns = columns;
        this.cells = cells;
        int from = 0;
        for (int i = 1; i <= columns.size(); i++) {
            if (i == columns.size()
                    || columns.get(i).shareable() != columns.get(from).shareable()) {
                runs.add(new Run(from, i, columns.get(from).shareable()));
                from = i;
            }
        }
    }

    /** Writes one row. */
    abstract void row(Batch batch, int row, Bytes out);

    /** Writes what stands before the value of a column. */
    abstract void before(int column, Bytes out);

    /** Writes the first row, whose cells are names, with the names of the columns behind them. */
    abstract void header(Batch batch, int row, Bytes out);

    /** Writes the end of a row as it came; the last one of a text that lacks it gets one. */
    static void lineEnd(Batch batch, int row, Bytes out) {
        int next = batch.next[row];
        out.put(batch.data, batch.end[row], next);
        if (next == batch.end[row] || batch.data[next - 1] != '\n') {
            out.put('\n');
        }
    }

    /** Writes the columns of a row. */
    final void columns(Batch batch, int row, Bytes out) {
        Refusal refusal = batch.refusal(row);
        ParsedNumber number = batch.number(row);
        Opinion opinion = batch.opinion(row);
        if (refusal == null && (number == null || opinion == null)) {
            throw new IllegalStateException("a row was not judged");
        }
        if (refusal != null || number == null || opinion == null) {
            refused(refusal == null ? Refusal.UNAVAILABLE : refusal, out);
        } else if (opinion.shared()) {
            shared(number, opinion, out);
        } else {
            between(0, columns.size(), number, opinion, out);
        }
    }

    private void between(int from, int to, ParsedNumber number, Opinion opinion, Bytes out) {
        for (int i = from; i < to; i++) {
            before(i, out);
            cells.write(out, columns.get(i), number, opinion);
        }
    }

    private void shared(ParsedNumber number, Opinion opinion, Bytes out) {
        byte[][] parts = written.computeIfAbsent(opinion, one -> new byte[runs.size()][]);
        for (int i = 0; i < parts.length; i++) {
            Run run = runs.get(i);
            if (!run.shareable) {
                between(run.from, run.to, number, opinion, out);
            } else if (parts[i] == null) {
                int from = out.size();
                between(run.from, run.to, number, opinion, out);
                parts[i] = out.slice(from);
            } else {
                out.put(parts[i]);
            }
        }
    }

    private void refused(Refusal refusal, Bytes out) {
        byte[] known = refusals.get(refusal);
        if (known != null) {
            out.put(known);
            return;
        }
        int from = out.size();
        for (int i = 0; i < columns.size(); i++) {
            before(i, out);
            cells.refused(out, columns.get(i), refusal);
        }
        refusals.put(refusal, out.slice(from));
    }
}

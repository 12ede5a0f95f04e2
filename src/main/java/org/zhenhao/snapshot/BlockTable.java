package org.zhenhao.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.parquet.TableColumn;
import org.zhenhao.parquet.TableColumn.Kind;
import org.zhenhao.parquet.TableReader;
import org.zhenhao.parquet.TableWriter;

/** The file of published blocks, ascending by their first number, of those with the same one the widest first. */
public final class BlockTable {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int DROPPED = 2;
    private static final int LEVEL = 3;
    private static final int ACTION = 4;
    private static final int SCORE = 5;
    private static final int NUMBERS = 6;

    private static final List<TableColumn> COLUMNS = List.of(
            new TableColumn("first", Kind.LONG),
            new TableColumn("last", Kind.LONG),
            new TableColumn("dropped", Kind.INT),
            new TableColumn("level", Kind.TEXT),
            new TableColumn("action", Kind.TEXT),
            new TableColumn("score", Kind.INT),
            new TableColumn("numbers", Kind.INT));

    private BlockTable() {}

    /** Writes rows, which come in ascending order. Not thread-safe. */
    public static final class Writer implements Closeable {
        private final TableWriter table;

        /** Begins a file, as {@link NumberTable.Writer} does. */
        public Writer(OutputStream out, Map<String, String> facts) throws IOException {
            this.table = new TableWriter(out, COLUMNS, facts);
        }

        /** Writes a row. */
        public void write(BlockRow row) throws IOException {
            table.cell(FIRST).set(row.first());
            table.cell(LAST).set(row.last());
            table.cell(DROPPED).set(row.dropped());
            table.cell(LEVEL).set(row.level().wire());
            table.cell(ACTION).set(row.action().wire());
            table.cell(SCORE).set(row.score());
            table.cell(NUMBERS).set(row.numbers());
            table.endRow();
        }

        /** How many rows were written. */
        public long rows() {
            return table.rows();
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }

    /** Reads rows one after another. Not thread-safe. */
    public static final class Reader implements Closeable {
        private final TableReader table;
        private int rows;
        private int next;

        /** Opens a file, as {@link NumberTable.Reader} does. */
        public Reader(Path file) throws IOException {
            this.table = new TableReader(file, COLUMNS);
        }

        /** How many rows there are. */
        public long rows() {
            return table.rows();
        }

        /** The next row, or null at the end. */
        public @Nullable BlockRow next() throws IOException {
            if (next == rows) {
                rows = table.nextGroup();
                next = 0;
                if (rows == 0) {
                    return null;
                }
            }
            int row = next++;
            return new BlockRow(
                    table.column(FIRST).number(row),
                    (int) table.column(DROPPED).number(row),
                    NumberTable.level(word(LEVEL, row)),
                    NumberTable.action(word(ACTION, row)),
                    (int) table.column(SCORE).number(row),
                    (int) table.column(NUMBERS).number(row));
        }

        private String word(int column, int row) {
            String word = table.column(column).text(row);
            return word == null ? "" : word;
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }
}

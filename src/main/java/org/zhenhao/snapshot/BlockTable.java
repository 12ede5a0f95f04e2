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
        private final RowWalk walk;

        /** Opens a file, as {@link NumberTable.Reader} does. */
        public Reader(Path file) throws IOException {
            this.walk = new RowWalk(file, COLUMNS);
        }

        /** How many rows there are. */
        public long rows() {
            return walk.rows();
        }

        /** The next row, or null at the end. */
        public @Nullable BlockRow next() throws IOException {
            return walk.advance()
                    ? new BlockRow(
                            walk.number(FIRST),
                            walk.count(DROPPED),
                            NumberTable.level(walk.word(LEVEL)),
                            NumberTable.action(walk.word(ACTION)),
                            walk.count(SCORE),
                            walk.count(NUMBERS))
                    : null;
        }

        @Override
        public void close() throws IOException {
            walk.close();
        }
    }
}

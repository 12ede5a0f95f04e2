package org.zhenhao.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.parquet.TableColumn;
import org.zhenhao.parquet.TableColumn.Kind;
import org.zhenhao.parquet.TableWriter;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/** The file of published numbers, ascending by {@link NumberRow#number}. */
public final class NumberTable {
    private static final int NUMBER = 0;
    private static final int CODE = 1;
    private static final int KIND = 2;
    private static final int LEVEL = 3;
    private static final int ACTION = 4;
    private static final int SCORE = 5;
    private static final int CONFIDENCE = 6;
    private static final int CATEGORY = 7;
    private static final int NEGATIVE = 8;
    private static final int POSITIVE = 9;
    private static final int REGISTERED = 10;

    private static final List<TableColumn> COLUMNS = List.of(
            new TableColumn("number", Kind.LONG),
            new TableColumn("code", Kind.TEXT),
            new TableColumn("kind", Kind.TEXT),
            new TableColumn("level", Kind.TEXT),
            new TableColumn("action", Kind.TEXT),
            new TableColumn("score", Kind.INT),
            new TableColumn("confidence", Kind.INT),
            new TableColumn("category", Kind.TEXT),
            new TableColumn("negative", Kind.INT),
            new TableColumn("positive", Kind.INT),
            new TableColumn("registered", Kind.TEXT));

    private static final Map<String, NumberKind> KINDS = new HashMap<>();

    static {
        for (NumberKind kind : NumberKind.values()) {
            KINDS.put(kind.wire(), kind);
        }
    }

    private NumberTable() {}

    /** Writes rows, which come in ascending order. Not thread-safe. */
    public static final class Writer implements Closeable {
        private final TableWriter table;

        /**
         * Begins a file.
         *
         * @param out closed with this
         * @param facts written into the footer, such as the snapshot's version
         */
        public Writer(OutputStream out, Map<String, String> facts) throws IOException {
            this.table = new TableWriter(out, COLUMNS, facts);
        }

        /** Writes a row. */
        public void write(NumberRow row) throws IOException {
            table.cell(NUMBER).set(row.number());
            table.cell(CODE).set(row.code());
            table.cell(KIND).set(row.kind().wire());
            table.cell(LEVEL).set(row.level().wire());
            table.cell(ACTION).set(row.action().wire());
            table.cell(SCORE).set(row.score());
            table.cell(CONFIDENCE).set(row.confidence());
            Category category = row.category();
            table.cell(CATEGORY).set(category == null ? null : category.wire());
            table.cell(NEGATIVE).set(row.negative());
            table.cell(POSITIVE).set(row.positive());
            table.cell(REGISTERED).set(row.registered());
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

        /**
         * Opens a file.
         *
         * @throws IOException if it cannot be read or holds something else
         */
        public Reader(Path file) throws IOException {
            this.walk = new RowWalk(file, COLUMNS);
        }

        /** How many rows there are. */
        public long rows() {
            return walk.rows();
        }

        /** What the footer tells, such as {@code version}. */
        public Map<String, String> facts() {
            return walk.facts();
        }

        /** The next row, or null at the end. */
        public @Nullable NumberRow next() throws IOException {
            if (!walk.advance()) {
                return null;
            }
            String category = walk.text(CATEGORY);
            return new NumberRow(
                    walk.number(NUMBER),
                    walk.text(CODE),
                    KINDS.getOrDefault(walk.word(KIND), NumberKind.INTERNATIONAL),
                    level(walk.word(LEVEL)),
                    action(walk.word(ACTION)),
                    walk.count(SCORE),
                    walk.count(CONFIDENCE),
                    category == null ? null : Category.ofWire(category),
                    walk.count(NEGATIVE),
                    walk.count(POSITIVE),
                    walk.text(REGISTERED));
        }

        @Override
        public void close() throws IOException {
            walk.close();
        }
    }

    static Level level(String word) throws IOException {
        try {
            return Level.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IOException("no such level: " + word);
        }
    }

    static Action action(String word) throws IOException {
        try {
            return Action.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IOException("no such action: " + word);
        }
    }
}

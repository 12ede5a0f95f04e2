package org.zhenhao.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.parquet.TableColumn;
import org.zhenhao.parquet.TableReader;

/** Goes through the rows of a published file from the first to the last. Not thread-safe. */
final class RowWalk implements Closeable {
    private final TableReader table;
    private int group;
    private int row = -1;

    /** @throws IOException if the file cannot be read or holds something else */
    RowWalk(Path file, List<TableColumn> columns) throws IOException {
        this.table = new TableReader(file, columns);
    }

    /** How many rows there are. */
    long rows() {
        return table.rows();
    }

    /** What the footer tells, such as {@code version}. */
    Map<String, String> facts() {
        return table.facts();
    }

    /** Goes to the next row; false at the end. */
    boolean advance() throws IOException {
        row++;
        if (row == group) {
            group = table.nextGroup();
            row = 0;
        }
        return group > 0;
    }

    long number(int column) {
        return table.column(column).number(row);
    }

    int count(int column) {
        return (int) number(column);
    }

    @Nullable
    String text(int column) {
        return table.column(column).text(row);
    }

    /** The text, "" if there is none. */
    String word(int column) {
        String text = text(column);
        return text == null ? "" : text;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}

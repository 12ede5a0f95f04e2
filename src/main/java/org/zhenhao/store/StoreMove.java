package org.zhenhao.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves everything from one store into another that is empty, of the same schema and of either kind: from H2 to PostgreSQL when a
 * deployment grows, or back. The source is read in one transaction and not changed. Not thread-safe.
 */
public final class StoreMove {
    private static final int BATCH = 1_000;
    private static final int BATCHES_IN_TRANSACTION = 50;

    private StoreMove() {}

    /**
     * One end of a move.
     *
     * @param url JDBC URL of H2 or PostgreSQL
     * @param username null for the database's usual one
     */
    public record End(
            String url, @Nullable String username, @Nullable String password) {
        /** The URL without what may be secret. */
        public String shown() {
            return StoreUrl.shown(url);
        }

        Connection open() throws SQLException {
            return Tables.open(url, username, password);
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    /** Is told how far a table is. */
    public interface Progress {
        /** So many rows of a table are done. */
        void rows(String table, long rows);
    }

    /**
     * Copies all rows of all tables.
     *
     * @return rows by table, as counted in the target
     * @throws SQLException with a plain word for the operator; where rows were written already, the target is incomplete and has
     *     to be made anew
     */
    public static SortedMap<String, Long> copy(End source, End target, Progress progress) throws SQLException {
        try (Connection from = source.open();
                Connection to = target.open()) {
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            from.setReadOnly(true);
            String version = Tables.version(from);
            if (!version.equals(Tables.version(to))) {
                throw new SQLException("the source's schema is of version " + version + ", the target's of version "
                        + Tables.version(to) + ": start this release on both with zhenhao.store.migrate=only");
            }
            Tables.requireUnused(to);
            SortedMap<String, List<String>> tables = Tables.all(from);
            if (!tables.equals(Tables.all(to))) {
                throw new SQLException("the two stores have different tables");
            }
            SortedMap<String, Long> counts = new TreeMap<>();
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                copy(from, to, table.getKey(), table.getValue(), progress);
                long copied = Tables.count(to, table.getKey());
                if (copied != Tables.count(from, table.getKey())) {
                    throw new SQLException("table " + table.getKey() + " is incomplete in the target");
                }
                counts.put(table.getKey(), copied);
            }
            to.commit();
            return counts;
        }
    }

    private static void copy(Connection from, Connection to, String table, List<String> columns, Progress progress)
            throws SQLException {
        try (Statement emptied = to.createStatement()) {
            emptied.executeUpdate("DELETE FROM " + table);
        }
        try (Statement read = from.createStatement();
                PreparedStatement write = to.prepareStatement(Tables.insert(table, columns))) {
            read.setFetchSize(BATCH);
            long rows = 0;
            try (ResultSet row = read.executeQuery(Tables.select(table, columns))) {
                while (row.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        write.setObject(i, Values.of(row, i));
                    }
                    write.addBatch();
                    rows++;
                    flush(to, write, rows, table, progress);
                }
            }
            write.executeBatch();
            to.commit();
            progress.rows(table, rows);
        }
    }

    private static void flush(Connection to, PreparedStatement write, long rows, String table, Progress progress)
            throws SQLException {
        if (rows % BATCH == 0) {
            write.executeBatch();
        }
        if (rows % (BATCH * BATCHES_IN_TRANSACTION) == 0) {
            to.commit();
            progress.rows(table, rows);
        }
    }
}

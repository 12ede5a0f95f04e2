package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query for many keys in chunks. The lists of placeholders grow in powers of two, so that the database meets few
 * different statements and keeps their plans.
 */
public final class InList {
    private static final int LONGEST = 512;
    private static final String KEY = "?";
    private static final String ROW = "(CAST(? AS BIGINT))";

    /** As written out, for the few statements that there are. */
    private static final ConcurrentMap<Shape, String> STATEMENTS = new ConcurrentHashMap<>();

    private InList() {}

    /** Takes one row of the answer. */
    @FunctionalInterface
    public interface RowReader {
        /** Reads the row the cursor stands on. */
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Runs {@code sql} over all keys.
     *
     * @param sql a statement with one {@code %s} where the placeholders go, the same at each call: it is kept for good
     * @param keys what to bind, in this order
     */
    public static void forEach(Connection connection, String sql, Collection<?> keys, RowReader reader)
            throws SQLException {
        run(connection, new Query(sql, KEY, null, null), keys, reader);
    }

    /**
     * Runs {@code sql} over all keys as rows of a table of values, for conditions on an index whose first column is something else: H2
     * does not look for a list in the second. A key may be answered twice.
     *
     * @param sql as above; the keys stand for rows of one whole number each
     * @param other what is bound behind the keys
     */
    public static void forEachJoined(
            Connection connection, String sql, Collection<Long> keys, long other, RowReader reader)
            throws SQLException {
        run(connection, new Query(sql, ROW, null, other), keys, reader);
    }

    /**
     * Runs {@code sql} over all keys.
     *
     * @param limit after how long a server gives up each statement, null for never
     */
    static void forEach(
            Connection connection, String sql, Collection<?> keys, @Nullable Duration limit, RowReader reader)
            throws SQLException {
        run(connection, new Query(sql, KEY, limit, null), keys, reader);
    }

    /**
     * What is asked.
     *
     * @param key how one key is written
     * @param limit after how long a server gives it up, null for never
     * @param other what is bound behind the keys, null for nothing
     */
    private record Query(
            String sql,
            String key,
            @Nullable Duration limit,
            @Nullable Long other) {
        String statement(int places) {
            return STATEMENTS.computeIfAbsent(
                    new Shape(sql, places), shape -> sql.formatted(key + ("," + key).repeat(places - 1)));
        }
    }

    private static void run(Connection connection, Query query, Collection<?> keys, RowReader reader)
            throws SQLException {
        Iterator<?> rest = keys.iterator();
        int left = keys.size();
        while (left > 0) {
            int taken = Math.min(left, LONGEST);
            int places = Integer.highestOneBit(Math.max(1, taken * 2 - 1));
            try (PreparedStatement statement = connection.prepareStatement(query.statement(places))) {
                if (query.limit != null) {
                    ReadTimeout.set(statement, query.limit);
                }
                Object last = null;
                for (int i = 1; i <= places; i++) {
                    // The places left over repeat the last key.
                    last = i <= taken ? rest.next() : last;
                    statement.setObject(i, last);
                }
                if (query.other != null) {
                    statement.setLong(places + 1, query.other);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
            left -= taken;
        }
    }

    private record Shape(String sql, int places) {}
}

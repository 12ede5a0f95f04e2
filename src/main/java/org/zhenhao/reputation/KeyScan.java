package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Reads the ids of all stored tallies and pages, in short queries along the primary keys, so that nothing is held up for
 * however many there are. Blocks.
 */
final class KeyScan {
    private static final int CHUNK = 20_000;
    private static final String TALLIES = "tally";
    private static final String PAGES = "block_page";

    private final DataSource dataSource;

    KeyScan(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes one id. */
    @FunctionalInterface
    interface Taker {
        void take(ItemKey.Type type, long id);
    }

    /** How many there are. */
    long count() throws SQLException {
        return count(TALLIES) + count(PAGES);
    }

    private long count(String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Gives every id that was committed before this was called.
     *
     * @param read is told from time to time how many were given
     */
    void forEach(Taker taker, LongConsumer read) throws SQLException {
        long before = scan(TALLIES, ItemKey.Type.TALLY, 0, taker, read);
        scan(PAGES, ItemKey.Type.PAGE, before, taker, read);
    }

    private long scan(String table, ItemKey.Type type, long before, Taker taker, LongConsumer read)
            throws SQLException {
        long last = Long.MIN_VALUE;
        long given = before;
        int rows = CHUNK;
        while (rows == CHUNK) {
            rows = 0;
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement query = connection.prepareStatement(
                            "SELECT id FROM " + table + " WHERE id >= ? ORDER BY id LIMIT " + CHUNK)) {
                query.setFetchSize(CHUNK);
                query.setLong(1, last);
                try (ResultSet ids = query.executeQuery()) {
                    while (ids.next()) {
                        last = ids.getLong(1);
                        taker.take(type, last);
                        rows++;
                    }
                }
            }
            given += rows;
            read.accept(given);
        }
        return given;
    }
}

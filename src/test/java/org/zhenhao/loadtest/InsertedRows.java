package org.zhenhao.loadtest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Rows for H2 in batches: in the order of the ids, each lands at the end of its tree. */
final class InsertedRows implements BulkRows {
    private static final int BATCH = 5_000;

    private final Connection connection;
    private final PreparedStatement tallies;
    private final PreparedStatement pages;
    private int batched;

    InsertedRows(DataSource store) throws SQLException {
        connection = store.getConnection();
        connection.setAutoCommit(false);
        tallies = connection.prepareStatement(
                "INSERT INTO tally (id, number_key, version, state, dossier) VALUES (?, ?, 1, ?, ?)");
        pages = connection.prepareStatement(
                "INSERT INTO block_page (id, page_key, version, state) VALUES (?, ?, 1, ?)");
    }

    @Override
    public void tally(long id, String number, byte[] state, byte[] dossier) throws SQLException {
        tallies.setLong(1, id);
        tallies.setString(2, number);
        tallies.setBytes(3, state);
        tallies.setBytes(4, dossier);
        tallies.addBatch();
        if (++batched == BATCH) {
            flush();
        }
    }

    @Override
    public void page(long id, String page, byte[] state) throws SQLException {
        pages.setLong(1, id);
        pages.setString(2, page);
        pages.setBytes(3, state);
        pages.addBatch();
    }

    private void flush() throws SQLException {
        tallies.executeBatch();
        pages.executeBatch();
        connection.commit();
        batched = 0;
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                tallies;
                pages;
                Statement statement = connection.createStatement()) {
            flush();
            statement.execute("CHECKPOINT SYNC");
        }
    }
}

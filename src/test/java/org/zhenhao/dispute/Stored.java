package org.zhenhao.dispute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Open disputes without proof as they lie in the store, more than one may open in a day. */
public final class Stored {
    private static final String ROW = "INSERT INTO dispute (id, number_key, number_kind, reason, statement, token_hash,"
            + " opened_by, state, proof_method, proven, opened_at, due_at, off_lists)"
            + " VALUES (?, ?, 1, 'wrongly_reported', '-', '-', ?, 'open', 'manual', FALSE, ?, ?, TRUE)";

    private Stored() {}

    /** Enters so many, with ids from 1 behind a prefix, opened by somebody so long ago. */
    public static void open(DataSource store, String prefix, int count, String opener, Duration ago)
            throws SQLException {
        OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC).minus(ago);
        try (Connection connection = store.getConnection();
                PreparedStatement insert = connection.prepareStatement(ROW)) {
            for (int i = 1; i <= count; i++) {
                insert.setString(1, prefix + i);
                insert.setString(2, "+8600" + prefix + i);
                insert.setString(3, opener);
                insert.setObject(4, at);
                insert.setObject(5, at.plusDays(7));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes those with a prefix away. */
    public static void delete(DataSource store, String prefix) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM dispute WHERE SUBSTRING(id, 1, ?) = ?")) {
            delete.setInt(1, prefix.length());
            delete.setString(2, prefix);
            delete.executeUpdate();
        }
    }

    /** How many without proof were opened within the last day that took their numbers off the lists. */
    static int offLists(DataSource store) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM dispute"
                        + " WHERE off_lists = TRUE AND proven = FALSE AND opened_at > ?")) {
            query.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusDays(1));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

package org.zhenhao.published;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.InList;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/** The table of published numbers. Stateless; all work happens on the caller's connection. */
final class PublishedTable {
    private static final String COLUMNS =
            "number_key, seq, kind, level, band, category, reporters, removed FROM published_number";

    private PublishedTable() {}

    /**
     * Where publishing stands.
     *
     * @param seq of the last change published
     * @param logSeq up to where the change log was read
     * @param disputeSeq up to where the changes of disputes were
     * @param sweptAt when all published numbers were last judged anew, in epoch seconds
     */
    record Head(long seq, long logSeq, long disputeSeq, long sweptAt) {}

    static Head head(Connection connection, boolean lock) throws SQLException {
        String sql = "SELECT seq, log_seq, dispute_seq, swept_at FROM published_head WHERE id = 1"
                + (lock ? " FOR UPDATE" : "");
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return new Head(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
        }
    }

    static void setHead(Connection connection, Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE published_head SET seq = ?, log_seq = ?, dispute_seq = ?, swept_at = ? WHERE id = 1")) {
            update.setLong(1, head.seq);
            update.setLong(2, head.logSeq);
            update.setLong(3, head.disputeSeq);
            update.setLong(4, head.sweptAt);
            update.executeUpdate();
        }
    }

    /** The rows of some numbers, by key. */
    static Map<String, PublishedChange> find(Connection connection, Collection<String> keys) throws SQLException {
        Map<String, PublishedChange> found = new HashMap<>();
        InList.forEach(
                connection,
                "SELECT " + COLUMNS + " WHERE number_key IN (%s)",
                keys,
                row -> found.put(row.getString(1), read(row)));
        return found;
    }

    /** The changes after one, in order. */
    static List<PublishedChange> after(Connection connection, long seq, int limit) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + COLUMNS + " WHERE seq > ? ORDER BY seq LIMIT ?")) {
            query.setLong(1, seq);
            query.setInt(2, limit);
            return list(query);
        }
    }

    /** Those published now after a key, in the order of their keys. */
    static List<PublishedChange> published(Connection connection, String afterKey, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT " + COLUMNS + " WHERE number_key > ? AND NOT removed ORDER BY number_key LIMIT ?")) {
            query.setString(1, afterKey);
            query.setInt(2, limit);
            return list(query);
        }
    }

    static void write(Connection connection, List<PublishedChange> inserts, List<PublishedChange> updates, long now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO published_number (seq, kind, level, band, category, reporters, removed, changed_at,"
                                + " number_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE published_number SET seq = ?, kind = ?, level = ?, band = ?, category = ?, reporters = ?,"
                                + " removed = ?, changed_at = ? WHERE number_key = ?")) {
            batch(insert, inserts, now);
            batch(update, updates, now);
        }
    }

    private static void batch(PreparedStatement statement, List<PublishedChange> changes, long now)
            throws SQLException {
        for (PublishedChange change : changes) {
            PublishedEntry entry = change.entry();
            statement.setLong(1, change.seq());
            statement.setInt(2, entry.kind().code());
            statement.setInt(3, entry.level().code());
            statement.setInt(4, entry.band());
            statement.setInt(5, entry.category().code());
            statement.setInt(6, entry.reporters());
            statement.setBoolean(7, change.removed());
            statement.setLong(8, now);
            statement.setString(9, entry.key());
            statement.addBatch();
        }
        if (!changes.isEmpty()) {
            statement.executeBatch();
        }
    }

    private static List<PublishedChange> list(PreparedStatement query) throws SQLException {
        List<PublishedChange> changes = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                changes.add(read(rows));
            }
        }
        return changes;
    }

    private static PublishedChange read(ResultSet row) throws SQLException {
        return new PublishedChange(
                row.getLong(2),
                new PublishedEntry(
                        row.getString(1),
                        NumberKind.ofCode(row.getInt(3)),
                        Level.ofCode(row.getInt(4)),
                        row.getInt(5),
                        Category.ofCode(row.getInt(6)),
                        row.getInt(7)),
                row.getBoolean(8));
    }
}

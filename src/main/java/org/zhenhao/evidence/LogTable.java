package org.zhenhao.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL on the log. Stateless; works on the caller's connection and transaction. */
final class LogTable {
    private LogTable() {}

    /** The log's head, locked until the transaction ends. */
    static Frontier lock(Connection connection) throws SQLException {
        return head(connection, "SELECT log_size, roots FROM receipt_head WHERE id = 1 FOR UPDATE");
    }

    static Frontier read(Connection connection) throws SQLException {
        return head(connection, "SELECT log_size, roots FROM receipt_head WHERE id = 1");
    }

    private static Frontier head(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("the log has no head");
            }
            return Frontier.decode(row.getLong(1), row.getBytes(2));
        }
    }

    static void write(
            Connection connection, long first, List<ReceiptLog.Entry> entries, List<byte[]> hashes, Frontier head)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO receipt_leaf (place, report_id, hash) VALUES (?, ?, ?)")) {
            for (int i = 0; i < entries.size(); i++) {
                insert.setLong(1, first + i);
                insert.setLong(2, entries.get(i).reportId());
                insert.setBytes(3, hashes.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE receipt_head SET log_size = ?, roots = ? WHERE id = 1")) {
            update.setLong(1, head.size());
            update.setBytes(2, head.encode());
            update.executeUpdate();
        }
    }

    static void fill(Connection connection, List<Frontier.Filled> filled) throws SQLException {
        if (filled.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO receipt_tree (height, place, hash) VALUES (?, ?, ?)")) {
            for (Frontier.Filled subtree : filled) {
                insert.setInt(1, subtree.level());
                insert.setLong(2, subtree.index());
                insert.setBytes(3, subtree.root());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Hashes of subtrees of one stored height, or of leaves. */
    static List<byte[]> hashes(Connection connection, int height, long from, int count) throws SQLException {
        String sql = height == 0
                ? "SELECT hash FROM receipt_leaf WHERE place >= ? AND place < ? ORDER BY place"
                : "SELECT hash FROM receipt_tree WHERE place >= ? AND place < ? AND height = ? ORDER BY place";
        List<byte[]> hashes = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, from + count);
            if (height > 0) {
                statement.setInt(3, height);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hashes.add(rows.getBytes(1));
                }
            }
        }
        if (hashes.size() != count) {
            throw new IllegalStateException("the log has a gap");
        }
        return hashes;
    }

    /** The place of a report's leaf, -1 if it has none. */
    static long place(Connection connection, long reportId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT place FROM receipt_leaf WHERE report_id = ?")) {
            statement.setLong(1, reportId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }
}

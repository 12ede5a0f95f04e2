package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.zhenhao.store.Patience;

/**
 * Reads what {@link ChangeLog} wrote. Its numbers become visible in order and without gaps, so whoever has read up to one has missed
 * nothing before it. Thread-safe; blocks.
 */
final class ChangeReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DataSource dataSource;

    ChangeReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The number of the last change; 0 if there was none yet. */
    long head() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Patience ignored = new Patience(connection, TIMEOUT)) {
            return ChangeLog.head(connection);
        }
    }

    /** The changes after the given one, the oldest first. */
    List<Change> after(long seq, int limit) throws SQLException {
        return read("SELECT seq, changed_at, items FROM change_log WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit);
    }

    /** The changes up to the given one, the newest first. */
    List<Change> upTo(long seq, int limit) throws SQLException {
        return read(
                "SELECT seq, changed_at, items FROM change_log WHERE seq <= ? ORDER BY seq DESC LIMIT ?", seq, limit);
    }

    private List<Change> read(String sql, long seq, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Patience ignored = new Patience(connection, TIMEOUT);
                PreparedStatement query = connection.prepareStatement(sql)) {
            ReadTimeout.set(query, TIMEOUT);
            query.setLong(1, seq);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<Change> changes = new ArrayList<>();
                while (rows.next()) {
                    changes.add(new Change(rows.getLong(1), rows.getLong(2), items(rows.getString(3))));
                }
                return changes;
            }
        }
    }

    /** Reads lines of {@code T|P}, key, tag, version, separated by tabs. */
    static List<Raised> items(String text) {
        List<Raised> items = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.isEmpty()) {
                String[] fields = line.split("\t");
                ItemKey.Type type = fields[0].equals("T") ? ItemKey.Type.TALLY : ItemKey.Type.PAGE;
                items.add(new Raised(new ItemKey(type, fields[1], fields[2]), Long.parseLong(fields[3])));
            }
        }
        return items;
    }

    /**
     * What one transaction changed.
     *
     * @param seq its number
     * @param at when, Unix seconds
     * @param items what it changed
     */
    record Change(long seq, long at, List<Raised> items) {}

    /** An item that has reached a version. */
    record Raised(ItemKey key, long version) {}
}

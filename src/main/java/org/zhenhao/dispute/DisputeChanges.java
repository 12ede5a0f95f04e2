package org.zhenhao.dispute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which numbers came under dispute or out of it, and when, read from the store on the caller's connection.
 *
 * <p>Changes are numbered by the version of the table, which is raised under a lock that is held until the commit: they become
 * visible in order, without gaps. Stateless; safe for use by many threads; blocks.
 */
public final class DisputeChanges {
    private static final int AT_ONCE = 500;

    private DisputeChanges() {}

    /** The number of the last change; 0 before the first. */
    public static long last(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT version FROM snapshot_version WHERE name = 'dispute'");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The canonical forms of the numbers whose disputes changed after a change. */
    public static Set<String> after(Connection connection, long seq) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT number_key FROM dispute WHERE seq > ?")) {
            query.setLong(1, seq);
            return keys(query);
        }
    }

    /** Those of some numbers that what is published leaves out now, for their disputes. */
    public static Set<String> offListsAmong(Connection connection, Set<String> numberKeys) throws SQLException {
        Set<String> open = new HashSet<>();
        List<String> keys = List.copyOf(numberKeys);
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT number_key FROM dispute WHERE state = 'open' AND off_lists = TRUE AND number_key IN (?"
                            + ",?".repeat(some.size() - 1) + ")")) {
                for (int i = 0; i < some.size(); i++) {
                    query.setString(i + 1, some.get(i));
                }
                open.addAll(keys(query));
            }
        }
        return open;
    }

    private static Set<String> keys(PreparedStatement query) throws SQLException {
        Set<String> keys = new HashSet<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }
}

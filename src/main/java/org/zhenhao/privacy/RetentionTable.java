package org.zhenhao.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** SQL of retention. Stateless; works on the caller's connection. */
final class RetentionTable {
    private static final int AT_ONCE = 5_000;

    private RetentionTable() {}

    /** How far a rule has been carried out. */
    record State(long upto, long ranAt, long removed) {
        static final State NEVER = new State(-1, 0, 0);
    }

    static Map<Kind, State> states(Connection connection) throws SQLException {
        Map<Kind, State> states = new EnumMap<>(Kind.class);
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT kind, upto, ran_at, removed FROM retention_state");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                states.put(
                        Kind.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)),
                        new State(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return states;
    }

    static void put(Connection connection, Kind kind, State state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE retention_state SET upto = ?, ran_at = ?, removed = ? WHERE kind = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO retention_state (upto, ran_at, removed, kind) VALUES (?, ?, ?, ?)")) {
            for (PreparedStatement statement : new PreparedStatement[] {update, insert}) {
                statement.setLong(1, state.upto());
                statement.setLong(2, state.ranAt());
                statement.setLong(3, state.removed());
                statement.setString(4, kind.wire());
                if (statement.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }

    /** Carries out a kind's statement once; how many rows it touched. */
    static int run(Connection connection, Kind kind, String sql, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (kind == Kind.DISPUTES) {
                statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            } else {
                statement.setLong(1, before.getEpochSecond());
            }
            return statement.executeUpdate();
        }
    }

    /**
     * Empties what reporters wrote in the next reports behind an id and below another.
     *
     * @return the id it came to, -1 at the end
     */
    static long strip(Connection connection, long after, long below) throws SQLException {
        long last = -1;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT MAX(id) FROM (SELECT id FROM report WHERE id > ? AND id < ? ORDER BY id LIMIT " + AT_ONCE
                        + ") t")) {
            statement.setLong(1, after);
            statement.setLong(2, below);
            try (ResultSet rows = statement.executeQuery()) {
                last = rows.next() && rows.getObject(1) != null ? rows.getLong(1) : -1;
            }
        }
        if (last >= 0) {
            String[] all = {
                "UPDATE report SET note = NULL, details = NULL WHERE id > ? AND id <= ?"
                        + " AND (note IS NOT NULL OR details IS NOT NULL)",
                "DELETE FROM report_case WHERE report_id > ? AND report_id <= ?"
            };
            for (String sql : all) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, after);
                    statement.setLong(2, last);
                    statement.executeUpdate();
                }
            }
        }
        return last;
    }
}

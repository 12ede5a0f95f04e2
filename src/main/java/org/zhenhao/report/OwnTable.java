package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL on which reports are whose, and on taking them away. Stateless; works on the caller's connection and transaction. */
final class OwnTable {
    /** What hangs on a report, besides itself. */
    private static final List<String> PARTS = List.of(
            "DELETE FROM conduct_fact WHERE report_id = ?",
            "DELETE FROM campaign_trace WHERE report_id = ?",
            "DELETE FROM report_case WHERE report_id = ?");

    private OwnTable() {}

    /** Enters whose these reports are. */
    static void insert(Connection connection, List<Report> reports) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO report_by (reporter, report_id) VALUES (?, ?)")) {
            for (Report report : reports) {
                insert.setLong(1, report.origin().shortReporter());
                insert.setLong(2, report.id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The reports of a reporter behind an id, in order. */
    static List<Long> of(Connection connection, long reporter, long after, int most) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT report_id FROM report_by"
                + " WHERE reporter = ? AND report_id > ? ORDER BY report_id LIMIT " + most)) {
            statement.setLong(1, reporter);
            statement.setLong(2, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    /** Reports with ids behind {@code after} and up to {@code last}, in order. */
    static List<Report> between(Connection connection, long after, long last, int most) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id FROM report WHERE id > ? AND id <= ? ORDER BY id LIMIT " + most)) {
            statement.setLong(1, after);
            statement.setLong(2, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        List<Report> reports = new ArrayList<>();
        for (long id : ids) {
            Report report = ReportTable.find(connection, id);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }

    /** Takes reports away with all that hangs on them; their hashes stay in the log of receipts. */
    static void delete(Connection connection, List<Report> reports) throws SQLException {
        for (String part : PARTS) {
            each(connection, part, reports);
        }
        each(connection, "DELETE FROM report_by WHERE report_id = ?", reports);
        each(connection, "DELETE FROM report WHERE id = ?", reports);
    }

    /** Leaves of reports nothing but what they count for. */
    static void strip(Connection connection, List<Report> reports) throws SQLException {
        for (String part : PARTS) {
            each(connection, part, reports);
        }
        each(connection, "UPDATE report SET note = NULL, details = NULL WHERE id = ?", reports);
    }

    private static void each(Connection connection, String sql, List<Report> reports) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Report report : reports) {
                statement.setLong(1, report.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets a reporter: what waits to be judged, and his record unless he is held back. */
    static void forget(Connection connection, long reporter) throws SQLException {
        for (String sql : List.of(
                "DELETE FROM judgement WHERE reporter = ?",
                "DELETE FROM reporter WHERE id = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM quarantine q WHERE q.reporter = reporter.id)")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, reporter);
                statement.executeUpdate();
            }
        }
    }
}

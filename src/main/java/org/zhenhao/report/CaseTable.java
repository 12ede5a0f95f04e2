package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL on the cases that reports belong to. Stateless; works on the caller's connection and transaction. */
final class CaseTable {
    private CaseTable() {}

    /** Enters those reports that belong to a case. */
    static void insert(Connection connection, List<Report> reports) throws SQLException {
        if (reports.stream().allMatch(report -> report.remarks().caseHash() == null)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO report_case (case_hash, report_id) VALUES (?, ?)")) {
            for (Report report : reports) {
                if (report.remarks().caseHash() != null) {
                    insert.setObject(1, report.remarks().caseHash());
                    insert.setLong(2, report.id());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** The reports of a case that were not taken back, by the time of the contact. */
    static List<Report> reports(Connection connection, UUID caseHash, int most) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT report_id FROM report_case WHERE case_hash = ? ORDER BY report_id LIMIT " + most)) {
            statement.setObject(1, caseHash);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        List<Report> reports = new ArrayList<>();
        for (long id : ids) {
            Report report = ReportTable.find(connection, id);
            if (report != null && report.state() != org.zhenhao.score.Opinion.State.WITHDRAWN) {
                reports.add(report);
            }
        }
        reports.sort(java.util.Comparator.comparingLong(Report::occurredAt).thenComparingLong(Report::id));
        return reports;
    }
}

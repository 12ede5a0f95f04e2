package org.zhenhao.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhenhao.reputation.KeyIds;

/** SQL on the traces of reports. Stateless; works on the caller's connection and transaction. */
public final class TraceTable {
    private static final int MOST_OF_BLOCK = 2_000;
    static final long LIVE = 0;
    private static final long LEGITIMATE = 0;

    private TraceTable() {}

    /**
     * The traces of a report.
     *
     * @param reportId in the store
     * @param number canonical number
     * @param at Unix second of the contact
     */
    public record Left(long reportId, String number, long at, List<Trace> traces) {}

    /** Enters the traces of reports. */
    public static void insert(Connection connection, List<Left> reports) throws SQLException {
        if (reports.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO campaign_trace (report_id, kind, mark, number_key, contact_at) VALUES (?, ?, ?, ?, ?)")) {
            for (Left report : reports) {
                for (Trace trace : report.traces.stream().distinct().toList()) {
                    insert.setLong(1, report.reportId);
                    insert.setInt(2, trace.kind().code());
                    insert.setLong(3, trace.mark());
                    insert.setString(4, report.number);
                    insert.setLong(5, report.at);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** The latest report that left a trace, 0 if none. */
    static long latest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT MAX(report_id) FROM campaign_trace");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** What was reported as unwanted of the numbers of a block since a time, those reports that count now. */
    static List<Sighting> block(
            Connection connection, String first, int size, long since, Map<String, CampaignTable.Cut> cuts)
            throws SQLException {
        long id = KeyIds.of(first);
        List<Sighting> sightings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT 4, number_id, id, number_key,"
                + " reporter_short, network, occurred_at, category, accepted_at FROM report WHERE number_id BETWEEN ? AND ?"
                + " AND occurred_at >= ? AND state = " + LIVE + " AND category <> " + LEGITIMATE
                + " ORDER BY occurred_at DESC LIMIT " + MOST_OF_BLOCK)) {
            statement.setLong(1, id);
            statement.setLong(2, id + size - 1);
            statement.setLong(3, since);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String number = rows.getString(4);
                    CampaignTable.Cut cut = cuts.get(number);
                    if (cut == null || rows.getLong(9) > cut.at()) {
                        sightings.add(sighting(new Trace(Trace.Kind.BLOCK, id), number, rows));
                    }
                }
            }
        }
        return sightings;
    }

    static Sighting sighting(Trace trace, String number, ResultSet rows) throws SQLException {
        return new Sighting(
                trace,
                rows.getLong(3),
                number,
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getInt(8) != LEGITIMATE);
    }
}

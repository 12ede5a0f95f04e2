package org.zhenhao.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what reports on contacts since a time have left, from the latest report back, some thousand marks at a time, along the
 * tables' keys: neither sorted nor held twice. One walk; not thread-safe.
 */
final class TraceWalk {
    /** The latest so many traces are looked at. */
    private static final int MOST = 500_000;
    /** Marks read at a time, many more than one report may have. */
    private static final int AT_ONCE = 5_000;
    /** Seconds that a contact may lie ahead of its report, and more. */
    private static final long AHEAD = 3_600;

    private static final String PAGE = "SELECT t.kind, t.mark, t.report_id, t.number_key, r.reporter_short, r.network,"
            + " r.occurred_at, r.category, r.accepted_at, r.state FROM (SELECT report_id, kind, mark, number_key"
            + " FROM campaign_trace WHERE report_id < ? ORDER BY report_id DESC LIMIT " + AT_ONCE
            + ") t LEFT JOIN report r ON r.id = t.report_id ORDER BY t.report_id DESC";

    private final long since;
    private final Map<String, CampaignTable.Cut> cuts;
    private final Map<String, String> numbers = new HashMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private long before = Long.MAX_VALUE;
    private long accepted = Long.MAX_VALUE;

    /**
     * Makes a walk.
     *
     * @param since Unix second of the oldest contact
     * @param cuts numbers cut off: what was reported of them until then is left out
     */
    TraceWalk(long since, Map<String, CampaignTable.Cut> cuts) {
        this.since = since;
        this.cuts = cuts;
    }

    /** Those that count now. */
    List<Sighting> read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            // Nobody reports a contact that is yet to come, and ids rise with the time of acceptance.
            boolean more = true;
            while (more && sightings.size() < MOST && accepted >= since - AHEAD) {
                more = page(statement);
            }
        }
        return sightings;
    }

    private boolean page(PreparedStatement statement) throws SQLException {
        statement.setLong(1, before);
        int read = 0;
        int from = sightings.size();
        try (ResultSet rows = statement.executeQuery()) {
            for (; rows.next(); read++) {
                before = rows.getLong(3);
                take(rows);
            }
        }
        if (read < AT_ONCE) {
            return false;
        }
        // The last report's marks may go on behind the end: they are read together next time.
        for (int i = sightings.size() - 1; i >= from && sightings.get(i).report() == before; i--) {
            sightings.remove(i);
        }
        before++;
        return true;
    }

    private void take(ResultSet rows) throws SQLException {
        long at = rows.getLong(9);
        if (rows.wasNull()) {
            return;
        }
        accepted = Math.min(accepted, at);
        CampaignTable.Cut cut = cuts.get(rows.getString(4));
        boolean counts = rows.getLong(10) == TraceTable.LIVE && rows.getLong(7) >= since;
        if (counts && (cut == null || at > cut.at())) {
            String number = numbers.computeIfAbsent(rows.getString(4), one -> one);
            sightings.add(
                    TraceTable.sighting(new Trace(Trace.Kind.ofCode(rows.getInt(1)), rows.getLong(2)), number, rows));
        }
    }
}

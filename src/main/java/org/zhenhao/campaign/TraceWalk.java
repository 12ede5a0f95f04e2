package org.zhenhao.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.reputation.InList;

/**
 * Reads what reports on contacts since a time have left. First the marks alone, from the latest report back, some thousand at
 * a time along the table's key; then, of the few marks that several reports left, the reports. One walk; not thread-safe.
 */
final class TraceWalk {
    /** The latest so many marks are looked at. */
    private static final int MOST = 500_000;
    /** Marks read at a time, many more than one report may have. */
    private static final int AT_ONCE = 10_000;
    /** Reports read at a time. */
    private static final int REPORTS = 8_192;
    /** Seconds that a contact may lie ahead of its report, and more. */
    private static final long AHEAD = 3_600;

    private static final String PAGE = "SELECT report_id, kind, mark FROM campaign_trace WHERE report_id < ?"
            + " ORDER BY report_id DESC LIMIT " + AT_ONCE;
    private static final String ACCEPTED = "SELECT accepted_at FROM report WHERE id = ?";
    private static final String LIVE_REPORTS =
            "SELECT number_key, accepted_at, id, state, reporter_short, network, occurred_at, category FROM report"
                    + " WHERE id IN (%s) AND state = " + TraceTable.LIVE;

    private final long since;
    private final Map<String, CampaignTable.Cut> cuts;
    private final int people;

    /**
     * Makes a walk.
     *
     * @param since Unix second of the oldest contact
     * @param cuts numbers cut off: what was reported of them until then is left out
     * @param people how many reports it takes for a mark to link
     */
    TraceWalk(long since, Map<String, CampaignTable.Cut> cuts, int people) {
        this.since = since;
        this.cuts = cuts;
        this.people = people;
    }

    /** Those that count now and that could link. */
    List<Sighting> read(Connection connection) throws SQLException {
        return sightings(connection, marks(connection).shared(people));
    }

    private Marks marks(Connection connection) throws SQLException {
        Marks marks = new Marks();
        long before = Long.MAX_VALUE;
        try (PreparedStatement page = connection.prepareStatement(PAGE)) {
            boolean more = true;
            while (more && marks.size() < MOST) {
                page.setLong(1, before);
                int had = marks.size();
                try (ResultSet rows = page.executeQuery()) {
                    while (rows.next()) {
                        marks.add(rows.getLong(1), rows.getInt(2), rows.getLong(3));
                    }
                }
                more = marks.size() - had == AT_ONCE;
                if (more) {
                    // The last report's marks may go on behind the end: they are read together next time.
                    before = marks.report(marks.size() - 1) + 1;
                    marks.dropLast();
                    more = recent(connection, before - 1);
                }
            }
        }
        return marks;
    }

    /** Whether a report was accepted since: nobody reports a contact that is yet to come, and ids rise with the time of acceptance. */
    private boolean recent(Connection connection, long report) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACCEPTED)) {
            statement.setLong(1, report);
            try (ResultSet row = statement.executeQuery()) {
                return !row.next() || row.getLong(1) >= since - AHEAD;
            }
        }
    }

    private List<Sighting> sightings(Connection connection, Marks marks) throws SQLException {
        List<Sighting> sightings = new ArrayList<>(marks.size());
        Map<String, String> numbers = new HashMap<>();
        Map<Long, Integer> places = new LinkedHashMap<>(2 * REPORTS);
        for (int from = 0; from < marks.size(); ) {
            places.clear();
            int to = from;
            for (; to < marks.size() && places.size() < REPORTS; to++) {
                places.putIfAbsent(marks.report(to), to);
            }
            InList.forEach(connection, LIVE_REPORTS, places.keySet(), row -> {
                String number = row.getString(1);
                if (counts(number, row.getLong(2), row.getLong(7))) {
                    String one = numbers.computeIfAbsent(number, same -> same);
                    long report = row.getLong(3);
                    for (int at = places.getOrDefault(report, marks.size());
                            at < marks.size() && marks.report(at) == report;
                            at++) {
                        sightings.add(TraceTable.sighting(marks.trace(at), one, row));
                    }
                }
            });
            // The last report's marks were read to their end.
            long last = marks.report(to - 1);
            while (to < marks.size() && marks.report(to) == last) {
                to++;
            }
            from = to;
        }
        return sightings;
    }

    private boolean counts(String number, long accepted, long at) {
        CampaignTable.Cut cut = cuts.get(number);
        return at >= since && (cut == null || accepted > cut.at());
    }
}

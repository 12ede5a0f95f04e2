package org.zhenhao.conduct;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL on the tables of conduct. Stateless; works on the caller's connection and transaction. */
final class ConductTable {
    private static final int LEAST_NETWORKS = 2;
    /** Nobody needs more voices than these to be counted exactly. */
    private static final int MOST_VOICES = 1_000;

    private ConductTable() {}

    /** One voice for each reporter and number: his latest. */
    static void put(Connection connection, ConductReport report) throws SQLException {
        int facts = 0;
        for (ConductFact fact : report.facts()) {
            facts |= fact.bit();
        }
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM conduct_fact WHERE number_id = ? AND reporter = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO conduct_fact (report_id, number_id, reporter, network, contact_at, facts)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            delete.setLong(1, report.numberId());
            delete.setLong(2, report.reporter());
            delete.executeUpdate();
            insert.setLong(1, report.reportId());
            insert.setLong(2, report.numberId());
            insert.setLong(3, report.reporter());
            insert.setLong(4, report.network());
            insert.setLong(5, report.at());
            insert.setInt(6, facts);
            insert.executeUpdate();
        }
    }

    static boolean remove(Connection connection, long reportId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM conduct_fact WHERE report_id = ?")) {
            delete.setLong(1, reportId);
            return delete.executeUpdate() > 0;
        }
    }

    /** Whether facts are or were told of a number, by reports in whatever state. */
    static boolean told(Connection connection, long numberId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM conduct_fact WHERE number_id = ? UNION SELECT 1 FROM conduct_sum WHERE number_id = ?")) {
            statement.setLong(1, numberId);
            statement.setLong(2, numberId);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Sums the voices that count now (reports live, state 0) anew and stores the sum. The number's tally is locked, so writers take turns. */
    static ConductBook.Change sum(Connection connection, long numberId, String key, long oldest, long now)
            throws SQLException {
        int[] counts = new int[ConductFact.values().length];
        int people = 0;
        long last = 0;
        Set<Long> networks = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT f.network, f.contact_at, f.facts FROM conduct_fact f JOIN report r ON r.id = f.report_id"
                        + " WHERE f.number_id = ? AND f.contact_at >= ? AND r.state = 0 LIMIT " + MOST_VOICES)) {
            statement.setLong(1, numberId);
            statement.setLong(2, oldest);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    networks.add(rows.getLong(1));
                    last = Math.max(last, rows.getLong(2));
                    people++;
                    count(counts, rows.getInt(3));
                }
            }
        }
        boolean shown = people >= Conduct.LEAST_PEOPLE && networks.size() >= LEAST_NETWORKS;
        Conduct conduct = new Conduct(people, Arrays.stream(counts).boxed().toList(), last);
        store(connection, numberId, key, conduct, shown, now);
        return new ConductBook.Change(key, shown ? conduct : null);
    }

    private static void count(int[] counts, int facts) {
        for (ConductFact fact : ConductFact.values()) {
            counts[fact.ordinal()] += (facts & fact.bit()) == 0 ? 0 : 1;
        }
    }

    private static void store(
            Connection connection, long numberId, String key, Conduct conduct, boolean shown, long now)
            throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM conduct_sum WHERE number_id = ? AND number_key = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO conduct_sum (number_id, number_key, people, counts, last_at, shown, changed_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            delete.setLong(1, numberId);
            delete.setString(2, key);
            delete.executeUpdate();
            insert.setLong(1, numberId);
            insert.setString(2, key);
            insert.setInt(3, conduct.people());
            insert.setString(4, text(conduct.counts()));
            insert.setLong(5, conduct.last());
            insert.setBoolean(6, shown);
            insert.setLong(7, now);
            insert.executeUpdate();
        }
    }

    /** What is to be shown at a start. */
    static List<ConductBook.Change> shown(Connection connection, long oldest) throws SQLException {
        return read(connection, "shown AND last_at >= ?", oldest);
    }

    /** What has changed since a time. */
    static List<ConductBook.Change> changed(Connection connection, long since) throws SQLException {
        return read(connection, "changed_at >= ?", since);
    }

    private static List<ConductBook.Change> read(Connection connection, String where, long bound) throws SQLException {
        List<ConductBook.Change> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT number_key, people, counts, last_at, shown FROM conduct_sum WHERE " + where)) {
            statement.setLong(1, bound);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    @Nullable
                    Conduct conduct = rows.getBoolean(5)
                            ? new Conduct(rows.getInt(2), numbers(rows.getString(3)), rows.getLong(4))
                            : null;
                    changes.add(new ConductBook.Change(rows.getString(1), conduct));
                }
            }
        }
        return changes;
    }

    private static String text(List<Integer> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach(count -> text.append(text.isEmpty() ? "" : ",").append(count));
        return text.toString();
    }

    /** Facts that are newer than the row count nothing. */
    private static List<Integer> numbers(String text) {
        List<Integer> counts = new ArrayList<>();
        for (String count : text.split(",")) {
            counts.add(Integer.parseInt(count));
        }
        while (counts.size() < ConductFact.values().length) {
            counts.add(0);
        }
        return List.copyOf(counts);
    }
}

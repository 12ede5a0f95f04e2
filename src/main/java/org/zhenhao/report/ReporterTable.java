package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.InList;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.ReporterRule;
import org.zhenhao.trust.Hearing;

/** SQL on reporters, judgements and quarantines. Stateless; works on the caller's connection and transaction. */
final class ReporterTable {
    private static final String HEARINGS =
            "SELECT id, due, digest, reporter, number_key, number_kind, negative, chance FROM judgement WHERE ";

    private static final String ROWS = "SELECT id, pseudonym, state FROM reporter WHERE id IN (%s) ORDER BY id";

    private ReporterTable() {}

    /** A stored reporter. */
    record Row(byte[] pseudonym, ReporterRecord record) {}

    /** A stored judgement. */
    record StoredHearing(long id, Hearing hearing) {}

    /**
     * Something done to a reporter.
     *
     * @param act {@code quarantine} or {@code lift}
     * @param actor {@code model}, or the moderator's key
     * @param opinions how many of his opinions changed their state
     */
    record Act(
            long at,
            long reporter,
            byte[] pseudonym,
            String act,
            String actor,
            int opinions,
            @Nullable String note) {}

    /** A reporter under quarantine. */
    record Quarantined(long reporter, byte[] pseudonym, ReporterRecord.Quarantine kind, long since, int opinions) {}

    /** Locks and reads reporters, in the order of their ids; those nobody has heard of are missing from the answer. */
    static Map<Long, Row> lock(Connection connection, Collection<Long> reporters) throws SQLException {
        return rows(connection, reporters, ROWS + " FOR UPDATE");
    }

    /** Reads reporters without locking them; those nobody has heard of are missing from the answer. */
    static Map<Long, Row> read(Connection connection, Collection<Long> reporters) throws SQLException {
        return rows(connection, reporters, ROWS);
    }

    private static Map<Long, Row> rows(Connection connection, Collection<Long> reporters, String sql)
            throws SQLException {
        Map<Long, Row> rows = new HashMap<>();
        InList.forEach(
                connection,
                sql,
                new TreeSet<>(reporters),
                row -> rows.put(row.getLong(1), new Row(row.getBytes(2), ReporterRecord.decode(row.getBytes(3)))));
        return rows;
    }

    /** Reads a reporter without locking him; null if nobody has heard of him. */
    static @Nullable Row read(Connection connection, long reporter) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pseudonym, state FROM reporter WHERE id = ?")) {
            statement.setLong(1, reporter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Row(row.getBytes(1), ReporterRecord.decode(row.getBytes(2))) : null;
            }
        }
    }

    static void insert(Connection connection, Map<Long, Row> reporters) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO reporter (id, pseudonym, state) VALUES (?, ?, ?)")) {
            for (Map.Entry<Long, Row> entry : reporters.entrySet()) {
                statement.setLong(1, entry.getKey());
                statement.setBytes(2, entry.getValue().pseudonym());
                statement.setBytes(3, entry.getValue().record().encode());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void update(Connection connection, Map<Long, Row> reporters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE reporter SET state = ? WHERE id = ?")) {
            for (Map.Entry<Long, Row> entry : reporters.entrySet()) {
                statement.setBytes(1, entry.getValue().record().encode());
                statement.setLong(2, entry.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Takes the hearings due at an import's clock; those that another transaction holds are left to it. */
    static List<StoredHearing> due(Connection connection, long clock) throws SQLException {
        return hearings(connection, HEARINGS + "due <= ? ORDER BY due, id FOR UPDATE SKIP LOCKED", clock);
    }

    /** Takes hearings that are due at the latest by the clock on the wall. */
    static List<StoredHearing> overdue(Connection connection, long clock, int most) throws SQLException {
        return hearings(
                connection,
                HEARINGS + "latest <= ? ORDER BY latest, id LIMIT " + most + " FOR UPDATE SKIP LOCKED",
                clock);
    }

    private static List<StoredHearing> hearings(Connection connection, String sql, long clock) throws SQLException {
        List<StoredHearing> hearings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, clock);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    hearings.add(new StoredHearing(
                            row.getLong(1),
                            new Hearing(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    NumberKind.ofCode(row.getInt(6)),
                                    row.getInt(7) != 0,
                                    row.getDouble(8))));
                }
            }
        }
        return hearings;
    }

    /** @param delay seconds from a hearing's due time to the latest time at which the clock on the wall brings it up */
    static void insert(Connection connection, List<StoredHearing> hearings, Map<Long, Long> latest)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO judgement (id, due, latest, digest, reporter, number_key, number_kind, negative, chance)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (StoredHearing stored : hearings) {
                Hearing hearing = stored.hearing();
                statement.setLong(1, stored.id());
                statement.setLong(2, hearing.due());
                statement.setLong(3, latest.getOrDefault(stored.id(), hearing.due()));
                statement.setLong(4, hearing.order());
                statement.setLong(5, hearing.reporter());
                statement.setString(6, hearing.number());
                statement.setInt(7, hearing.kind().code());
                statement.setInt(8, hearing.negative() ? 1 : 0);
                statement.setDouble(9, hearing.chance());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void delete(Connection connection, Collection<Long> hearings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM judgement WHERE id = ?")) {
            for (long id : hearings) {
                statement.setLong(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Logs an act, and keeps the list of those under quarantine up to date. */
    static void act(Connection connection, long id, Act act, ReporterRecord.Quarantine now) throws SQLException {
        log(connection, id, act);
        release(connection, act.reporter());
        if (now != ReporterRecord.Quarantine.NONE) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO quarantine (reporter, pseudonym, kind, since, opinions) VALUES (?, ?, ?, ?, ?)")) {
                statement.setLong(1, act.reporter());
                statement.setBytes(2, act.pseudonym());
                statement.setInt(3, now.ordinal());
                statement.setLong(4, act.at());
                statement.setInt(5, act.opinions());
                statement.executeUpdate();
            }
        }
    }

    private static void log(Connection connection, long id, Act act) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO reporter_act (id, at, reporter, pseudonym, act, actor, opinions, note)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, id);
            statement.setLong(2, act.at());
            statement.setLong(3, act.reporter());
            statement.setBytes(4, act.pseudonym());
            statement.setString(5, act.act());
            statement.setString(6, act.actor());
            statement.setInt(7, act.opinions());
            statement.setString(8, act.note());
            statement.executeUpdate();
        }
    }

    /** Takes a reporter off the list of those under quarantine. */
    static void release(Connection connection, long reporter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM quarantine WHERE reporter = ?")) {
            statement.setLong(1, reporter);
            statement.executeUpdate();
        }
    }

    /** Takes reporters off the list whom the passage of time has freed, with an act of the model for each. */
    static void expire(Connection connection, List<Quarantined> free, LongSupplier ids, long now) throws SQLException {
        for (Quarantined one : free) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM quarantine WHERE reporter = ? AND since = ?")) {
                statement.setLong(1, one.reporter);
                statement.setLong(2, one.since);
                if (statement.executeUpdate() > 0) {
                    log(
                            connection,
                            ids.getAsLong(),
                            new Act(now, one.reporter, one.pseudonym, "expire", "model", 0, null));
                }
            }
        }
    }

    /** Those on the list whose quarantine has ended by itself: it was the model's, and its cause has decayed. */
    static List<Quarantined> decayed(Connection connection, List<Quarantined> listed, ReporterRule rule, long now)
            throws SQLException {
        Map<Long, Row> rows =
                read(connection, listed.stream().map(Quarantined::reporter).toList());
        return listed.stream()
                .filter(one -> {
                    Row row = rows.get(one.reporter);
                    return row == null || !row.record().at(now, rule).quarantined();
                })
                .toList();
    }

    /** Reporters under quarantine, the latest first. */
    static List<Quarantined> quarantined(Connection connection, int most) throws SQLException {
        return listed(connection, "ORDER BY since DESC, reporter LIMIT " + most);
    }

    /** Reporters whom the model has quarantined, by their ids from the one behind {@code after}. */
    static List<Quarantined> quarantinedByModel(Connection connection, long after, int most) throws SQLException {
        return listed(connection, "WHERE kind = 1 AND reporter > " + after + " ORDER BY reporter LIMIT " + most);
    }

    private static List<Quarantined> listed(Connection connection, String which) throws SQLException {
        List<Quarantined> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT reporter, pseudonym, kind, since, opinions FROM quarantine " + which);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Quarantined(
                        row.getLong(1),
                        row.getBytes(2),
                        ReporterRecord.Quarantine.values()[row.getInt(3)],
                        row.getLong(4),
                        row.getInt(5)));
            }
        }
        return found;
    }

    /** How many reporters there are, {@code most} if there are more. */
    static int count(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM (SELECT 1 FROM reporter LIMIT " + most + ") r");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    static long countQuarantined(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM quarantine");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What was done to a reporter, the latest first. */
    static List<Act> acts(Connection connection, long reporter) throws SQLException {
        List<Act> acts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT at, reporter, pseudonym, act, actor, opinions, note FROM reporter_act WHERE reporter = ?"
                        + " ORDER BY id DESC")) {
            statement.setLong(1, reporter);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    acts.add(new Act(
                            row.getLong(1),
                            row.getLong(2),
                            row.getBytes(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            row.getString(7)));
                }
            }
        }
        return acts;
    }
}

package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.score.Opinion;

/** SQL on appeals. Stateless; works on the caller's connection and transaction. */
final class AppealTable {
    private static final String COLUMNS =
            "id, at, number_key, number_kind, act, reference, reverses, actor, opinions, reporters, goodwill, note";

    private AppealTable() {}

    /**
     * Something that was done to a number.
     *
     * @param at Unix seconds
     * @param act {@code uphold} or {@code reverse}
     * @param reference names the appeal, the same only once
     * @param reverses the act that this one reverses; 0 if none
     * @param opinions how many opinions changed their state
     * @param reporters how many reporters were judged, or pardoned
     * @param goodwill evidence of being legitimate that was given or taken
     */
    record Act(
            long id,
            long at,
            Ledger.Subject subject,
            String act,
            String reference,
            long reverses,
            String actor,
            int opinions,
            int reporters,
            double goodwill,
            @Nullable String note) {}

    /**
     * An opinion that an appeal overruled.
     *
     * @param state the state it had before
     * @param judged whether it was counted against its reporter
     */
    record Overruled(long reporter, long digest, Opinion.State state, boolean judged) {}

    static void insert(Connection connection, Act act) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO appeal_act (" + COLUMNS + ", number_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, act.id);
            statement.setLong(2, act.at);
            statement.setString(3, act.subject.number());
            statement.setInt(4, act.subject.kind().code());
            statement.setString(5, act.act);
            statement.setString(6, act.reference);
            statement.setLong(7, act.reverses);
            statement.setString(8, act.actor);
            statement.setInt(9, act.opinions);
            statement.setInt(10, act.reporters);
            statement.setDouble(11, act.goodwill);
            statement.setString(12, act.note);
            statement.setLong(13, KeyIds.of(act.subject.number()));
            statement.executeUpdate();
        }
    }

    static void insert(Connection connection, long appeal, Collection<Overruled> opinions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO appeal_opinion (appeal, reporter, digest, state, judged) VALUES (?, ?, ?, ?, ?)")) {
            for (Overruled opinion : opinions) {
                statement.setLong(1, appeal);
                statement.setLong(2, opinion.reporter);
                statement.setLong(3, opinion.digest);
                statement.setInt(4, opinion.state.code());
                statement.setInt(5, opinion.judged ? 1 : 0);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The act of this reference, null if there is none. */
    static @Nullable Act find(Connection connection, String reference) throws SQLException {
        List<Act> acts = new ArrayList<>(1);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM appeal_act WHERE reference = ?")) {
            statement.setString(1, reference);
            read(statement, acts);
        }
        return acts.isEmpty() ? null : acts.get(0);
    }

    /** The act with this id, null if there is none. */
    static @Nullable Act find(Connection connection, long id) throws SQLException {
        List<Act> acts = new ArrayList<>(1);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM appeal_act WHERE id = ?")) {
            statement.setLong(1, id);
            read(statement, acts);
        }
        return acts.isEmpty() ? null : acts.get(0);
    }

    /** What was done to one number, or to any if {@code number} is null, the latest first. */
    static List<Act> acts(Connection connection, @Nullable String number, int most) throws SQLException {
        List<Act> acts = new ArrayList<>();
        String where = number == null ? "" : " WHERE number_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM appeal_act" + where + " ORDER BY id DESC LIMIT " + most)) {
            if (number != null) {
                statement.setLong(1, KeyIds.of(number));
            }
            read(statement, acts);
        }
        return acts;
    }

    private static void read(PreparedStatement statement, List<Act> acts) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                acts.add(new Act(
                        row.getLong(1),
                        row.getLong(2),
                        new Ledger.Subject(row.getString(3), NumberKind.ofCode(row.getInt(4))),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getDouble(11),
                        row.getString(12)));
            }
        }
    }

    static List<Overruled> opinions(Connection connection, long appeal) throws SQLException {
        List<Overruled> opinions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT reporter, digest, state, judged FROM appeal_opinion WHERE appeal = ? ORDER BY reporter")) {
            statement.setLong(1, appeal);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    opinions.add(new Overruled(
                            row.getLong(1), row.getLong(2), Opinion.State.ofCode(row.getInt(3)), row.getInt(4) != 0));
                }
            }
        }
        return opinions;
    }

    /** Notes that a reporter has withdrawn what was overruled, so that no reversal brings it back. */
    static void withdrawn(Connection connection, String number, long reporter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE appeal_opinion SET state = ?"
                + " WHERE reporter = ? AND appeal IN (SELECT id FROM appeal_act WHERE number_id = ?)")) {
            statement.setInt(1, Opinion.State.WITHDRAWN.code());
            statement.setLong(2, reporter);
            statement.setLong(3, KeyIds.of(number));
            statement.executeUpdate();
        }
    }
}

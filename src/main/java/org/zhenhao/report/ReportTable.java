package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.InList;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;

/** SQL on the report table. Stateless; works on the caller's connection and transaction. */
final class ReportTable {
    private static final String COLUMNS = "id, number_key, number_kind, channel, category, occurred_at, accepted_at,"
            + " reporter, network, weight, tier, state, client, note, details";
    private static final String INSERT =
            "INSERT INTO report (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String OPINIONS = "SELECT id, reporter, network, category, occurred_at, weight, tier, state,"
            + " number_key, number_kind FROM report WHERE ";

    private ReportTable() {}

    /** Inserts reports that are known to be new. */
    static void insert(Connection connection, Collection<Report> reports) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Report report : reports) {
                bind(statement, report);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Report report) throws SQLException {
        statement.setObject(1, report.id());
        statement.setString(2, report.number());
        statement.setInt(3, report.kind().code());
        statement.setInt(4, report.channel().ordinal());
        statement.setInt(5, report.category().code());
        statement.setLong(6, report.occurredAt());
        statement.setLong(7, report.acceptedAt());
        statement.setBytes(8, report.origin().reporter());
        statement.setLong(9, report.origin().network());
        statement.setDouble(10, report.weight());
        statement.setInt(11, report.tier().ordinal());
        statement.setInt(12, report.state().ordinal());
        statement.setString(13, report.origin().client());
        statement.setString(14, report.remarks().note());
        statement.setString(15, report.remarks().details());
    }

    /** Which of these ids are taken. */
    static Set<UUID> existing(Connection connection, Collection<UUID> ids) throws SQLException {
        Set<UUID> found = new HashSet<>();
        InList.forEach(
                connection,
                "SELECT id FROM report WHERE id IN (%s)",
                ids,
                row -> found.add(row.getObject(1, UUID.class)));
        return found;
    }

    /** The report with this id, or null. */
    static @Nullable Report find(Connection connection, UUID id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM report WHERE id = ?", id);
    }

    /** The report with this id, locked against concurrent withdrawal, or null. */
    static @Nullable Report lock(Connection connection, UUID id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM report WHERE id = ? FOR UPDATE", id);
    }

    private static @Nullable Report one(Connection connection, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    private static Report read(ResultSet row) throws SQLException {
        return new Report(
                row.getObject(1, UUID.class),
                row.getString(2),
                NumberKind.ofCode(row.getInt(3)),
                Channel.values()[row.getInt(4)],
                Category.ofCode(row.getInt(5)),
                row.getLong(6),
                row.getLong(7),
                new Report.Origin(row.getBytes(8), row.getLong(9), row.getString(13)),
                row.getDouble(10),
                Opinion.Tier.values()[row.getInt(11)],
                Opinion.State.values()[row.getInt(12)],
                new Report.Remarks(row.getString(14), row.getString(15)));
    }

    static void setState(Connection connection, UUID id, Opinion.State state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE report SET state = ? WHERE id = ?")) {
            statement.setInt(1, state.ordinal());
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    /** How many reports this reporter has on this number. */
    static int countOf(Connection connection, String number, byte[] reporter) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM report WHERE number_key = ? AND reporter = ?")) {
            statement.setString(1, number);
            statement.setBytes(2, reporter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Takes the opinions of one number. */
    @FunctionalInterface
    interface OpinionsReader {
        void read(String number, NumberKind kind, List<Opinion> opinions) throws SQLException;
    }

    /** The opinions held of one number: of each reporter the newest, in whatever state it is. */
    static List<Opinion> opinions(Connection connection, String number) throws SQLException {
        Map<Long, Opinion> newest = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OPINIONS + "number_key = ?")) {
            statement.setString(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keepNewest(newest, opinion(rows));
                }
            }
        }
        return new ArrayList<>(newest.values());
    }

    /**
     * The opinions held of the numbers behind {@code after} and up to {@code last}, in key order, one number at a time. The
     * order is the database's, which need not be Java's.
     */
    static void opinions(Connection connection, String after, String last, OpinionsReader reader) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(OPINIONS + "number_key > ? AND number_key <= ? ORDER BY number_key")) {
            statement.setString(1, after);
            statement.setString(2, last);
            statement.setFetchSize(2_000);
            try (ResultSet rows = statement.executeQuery()) {
                String number = null;
                NumberKind kind = NumberKind.IMPOSSIBLE;
                Map<Long, Opinion> newest = new HashMap<>();
                while (rows.next()) {
                    String next = rows.getString(9);
                    if (number != null && !number.equals(next)) {
                        reader.read(number, kind, new ArrayList<>(newest.values()));
                        newest.clear();
                    }
                    number = next;
                    kind = NumberKind.ofCode(rows.getInt(10));
                    keepNewest(newest, opinion(rows));
                }
                if (number != null) {
                    reader.read(number, kind, new ArrayList<>(newest.values()));
                }
            }
        }
    }

    private static void keepNewest(Map<Long, Opinion> newest, Opinion opinion) {
        newest.merge(opinion.reporter(), opinion, (held, other) -> held.compareTo(other) >= 0 ? held : other);
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                row.getObject(1, UUID.class).getLeastSignificantBits(),
                ByteBuffer.wrap(row.getBytes(2)).getLong(),
                row.getLong(3),
                Category.ofCode(row.getInt(4)),
                row.getLong(5),
                row.getDouble(6),
                Opinion.Tier.values()[row.getInt(7)],
                Opinion.State.values()[row.getInt(8)]);
    }
}

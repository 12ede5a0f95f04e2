package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.registry.RegistryChanged;
import org.zhenhao.reputation.InList;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Witness;

/** SQL on the report table. Stateless; works on the caller's connection and transaction. */
final class ReportTable {
    private static final String COLUMNS = "id, number_key, number_kind, channel, category, occurred_at, accepted_at,"
            + " reporter, network, weight, tier, state, client, note, details, digest, partners";
    private static final String INSERT = "INSERT INTO report (" + COLUMNS + ", number_id, reporter_short)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String OPINIONS =
            "SELECT digest, reporter_short, network, category, occurred_at, weight, tier, state,"
                    + " number_key, number_kind, partners FROM report WHERE number_id ";

    private static final String DIGESTS = "SELECT r.reporter_short, r.digest FROM (VALUES %s) asked(reporter)"
            + " JOIN report r ON r.reporter_short = asked.reporter WHERE r.number_id = ?";

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
        statement.setLong(1, report.id());
        statement.setString(2, report.number());
        statement.setInt(3, report.kind().code());
        statement.setInt(4, report.channel().ordinal());
        statement.setInt(5, report.category().code());
        statement.setLong(6, report.occurredAt());
        statement.setLong(7, report.acceptedAt());
        statement.setBytes(8, report.origin().reporter());
        statement.setLong(9, report.origin().network());
        statement.setDouble(10, report.weight());
        statement.setInt(11, report.tier().code());
        statement.setInt(12, report.state().code());
        statement.setString(13, report.origin().client());
        statement.setString(14, report.remarks().note());
        statement.setString(15, report.remarks().details());
        statement.setLong(16, report.digest());
        statement.setInt(17, report.partners());
        statement.setLong(18, KeyIds.of(report.number()));
        statement.setLong(19, report.origin().shortReporter());
    }

    /** The report with this id, or null. */
    static @Nullable Report find(Connection connection, long id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM report WHERE id = ?", id);
    }

    /** The report with this id, locked against concurrent withdrawal, or null. */
    static @Nullable Report lock(Connection connection, long id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM report WHERE id = ? FOR UPDATE", id);
    }

    private static @Nullable Report one(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    private static Report read(ResultSet row) throws SQLException {
        return new Report(
                row.getLong(1),
                row.getLong(16),
                row.getString(2),
                NumberKind.ofCode(row.getInt(3)),
                Channel.values()[row.getInt(4)],
                Category.ofCode(row.getInt(5)),
                row.getLong(6),
                row.getLong(7),
                new Report.Origin(row.getBytes(8), row.getLong(9), row.getString(13)),
                row.getDouble(10),
                row.getInt(17),
                Opinion.Tier.ofCode(row.getInt(11)),
                Opinion.State.ofCode(row.getInt(12)),
                new Report.Remarks(row.getString(14), row.getString(15)));
    }

    static void setState(Connection connection, long id, Opinion.State state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE report SET state = ? WHERE id = ?")) {
            statement.setInt(1, state.code());
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** Sets the state of the reports on a number behind these opinions. */
    static void setState(Connection connection, String number, List<Opinion> opinions, Opinion.State state)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE report SET state = ? WHERE number_id = ? AND reporter_short = ? AND digest = ?")) {
            for (Opinion opinion : opinions) {
                statement.setInt(1, state.code());
                statement.setLong(2, KeyIds.of(number));
                statement.setLong(3, opinion.reporter());
                statement.setLong(4, opinion.order());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Gives what was overruled of these reporters' reports on a number another state. */
    static void reinstate(Connection connection, String number, List<Long> shortReporters, Opinion.State state)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE report SET state = ? WHERE number_id = ? AND reporter_short = ? AND state = ?")) {
            for (long reporter : shortReporters) {
                statement.setInt(1, state.code());
                statement.setLong(2, KeyIds.of(number));
                statement.setLong(3, reporter);
                statement.setInt(4, Opinion.State.OVERRULED.code());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Whether something that a reporter said of a number was overruled. */
    static boolean overruled(Connection connection, String number, long shortReporter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM report WHERE number_id = ? AND reporter_short = ? AND state = ? LIMIT 1")) {
            statement.setLong(1, KeyIds.of(number));
            statement.setLong(2, shortReporter);
            statement.setInt(3, Opinion.State.OVERRULED.code());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Takes the digest of a report. */
    @FunctionalInterface
    interface DigestReader {
        void read(long shortReporter, long digest);
    }

    /** The digests of what these reporters have said of this number. */
    static void digests(Connection connection, String number, Collection<Long> shortReporters, DigestReader reader)
            throws SQLException {
        InList.forEachJoined(
                connection,
                DIGESTS,
                shortReporters,
                KeyIds.of(number),
                row -> reader.read(row.getLong(1), row.getLong(2)));
    }

    /** The reported numbers of a span, of a gateway base the first hundred thousand. */
    static List<String> reported(Connection connection, RegistryChanged.Span span) throws SQLException {
        List<String> numbers = new ArrayList<>();
        // Keys of subscribers keep their order as ids; those of codes do not, and these are few.
        boolean ordered = span.first().startsWith("+") && span.last() != null;
        String where = ordered ? "id BETWEEN ? AND ?" : "number_key LIKE ? AND number_key >= ?";
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT number_key FROM tally WHERE " + where + " LIMIT 100000")) {
            if (ordered) {
                statement.setLong(1, KeyIds.of(span.first()));
                statement.setLong(2, KeyIds.of(String.valueOf(span.last())));
            } else {
                statement.setString(
                        1,
                        span.last() == null ? span.first() + "%" : span.first().substring(0, 3) + "%");
                statement.setString(2, span.first());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (span.holds(rows.getString(1))) {
                        numbers.add(rows.getString(1));
                    }
                }
            }
        }
        return numbers;
    }

    /** Takes the opinions of one number. */
    @FunctionalInterface
    interface OpinionsReader {
        void read(String number, NumberKind kind, List<Opinion> opinions) throws SQLException;
    }

    /** What was said of one number, in any order and state, by one reporter several times perhaps. */
    static List<Opinion> opinions(Connection connection, String number) throws SQLException {
        List<Opinion> opinions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPINIONS + "= ?")) {
            statement.setLong(1, KeyIds.of(number));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    opinions.add(opinion(rows));
                }
            }
        }
        return opinions;
    }

    /** What was said of one number up to a time, with what was seen when it was weighed. */
    static List<Witness> witnesses(Connection connection, String number, long asOf) throws SQLException {
        List<Witness> witnesses = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPINIONS + "= ? AND occurred_at <= ?")) {
            statement.setLong(1, KeyIds.of(number));
            statement.setLong(2, asOf);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    witnesses.add(new Witness(opinion(rows), rows.getInt(11)));
                }
            }
        }
        return witnesses;
    }

    /** The same for all numbers with ids behind {@code after} and up to {@code last}, in that order, one number at a time. */
    static void opinions(Connection connection, long after, long last, OpinionsReader reader) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(OPINIONS + "> ? AND number_id <= ? ORDER BY number_id")) {
            statement.setLong(1, after);
            statement.setLong(2, last);
            statement.setFetchSize(2_000);
            try (ResultSet rows = statement.executeQuery()) {
                String number = null;
                NumberKind kind = NumberKind.IMPOSSIBLE;
                List<Opinion> opinions = new ArrayList<>();
                while (rows.next()) {
                    String next = rows.getString(9);
                    if (number != null && !number.equals(next)) {
                        reader.read(number, kind, opinions);
                        opinions = new ArrayList<>();
                    }
                    number = next;
                    kind = NumberKind.ofCode(rows.getInt(10));
                    opinions.add(opinion(rows));
                }
                if (number != null) {
                    reader.read(number, kind, opinions);
                }
            }
        }
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                Category.ofCode(row.getInt(4)),
                row.getLong(5),
                row.getDouble(6),
                Opinion.Tier.ofCode(row.getInt(7)),
                Opinion.State.ofCode(row.getInt(8)));
    }
}

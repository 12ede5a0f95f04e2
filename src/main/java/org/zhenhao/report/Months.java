package org.zhenhao.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.zhenhao.store.StoreKind;

/**
 * The months into which PostgreSQL cuts the tables that grow with the reports: made ahead, and dropped whole once their time is over. On H2,
 * whose tables are plain, nothing is to be done. Ids of reports are made of the time of acceptance, so a month is a range of ids, UTC.
 * Thread-safe; blocks on the store.
 */
@Singleton
public class Months {
    private static final Logger LOG = Logger.getLogger(Months.class);
    private static final int AHEAD = 2;
    private static final Pattern UPPER = Pattern.compile("TO \\('(-?\\d+)'\\)");
    private static final String LATER = "_later";

    /** How long everybody may wait for this work: it asks for locks that others wait behind. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

    private final DataSource store;
    private final Clock clock;

    @Inject
    Months(DataSource store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A table that is cut into months. */
    public enum Table {
        /** What was reported; its rows count in tallies. */
        REPORT("id"),
        /** Whose the reports are. */
        REPORT_BY("report_id"),
        /** Which reports belong to a case. */
        REPORT_CASE("report_id"),
        /** Facts of conduct. */
        CONDUCT_FACT("report_id"),
        /** Marks by which campaigns are found. */
        CAMPAIGN_TRACE("report_id");

        private final String key;

        Table(String key) {
            this.key = key;
        }

        String sql() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Partition(String name, long upper) {}

    /** A partition with the name it gets, from its first id to the one behind its last. */
    private record Planned(String name, long from, long to) {}

    /**
     * Makes the partitions of this month and the two after it that are not there yet. Rows that came before their partition move into it.
     *
     * @return how many were made
     */
    public int ahead() throws SQLException {
        int made = 0;
        try (Connection connection = store.getConnection()) {
            if (plain(connection)) {
                return 0;
            }
            for (Table table : Table.values()) {
                long upper = partitions(connection, table).stream()
                        .mapToLong(Partition::upper)
                        .max()
                        .orElse(Long.MIN_VALUE);
                YearMonth now = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                for (YearMonth month = now; !month.isAfter(now.plusMonths(AHEAD)); month = month.plusMonths(1)) {
                    if (first(month) >= upper) {
                        String name = "%s_%d%02d".formatted(table.sql(), month.getYear(), month.getMonthValue());
                        make(connection, table, new Planned(name, first(month), first(month.plusMonths(1))));
                        made++;
                    }
                }
            }
        }
        if (made > 0) {
            LOG.infof("Made %,d partitions ahead", made);
        }
        return made;
    }

    private static long first(YearMonth month) {
        return ReportIds.least(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    private static void make(Connection connection, Table table, Planned month) throws SQLException {
        String range = table.key + " >= " + month.from + " AND " + table.key + " < " + month.to;
        String last = table.sql() + LATER;
        // Attached rather than made in place: that asks for a weaker lock on the table that everybody writes to.
        transaction(
                connection,
                PATIENCE,
                "LOCK TABLE " + last + " IN ACCESS EXCLUSIVE MODE",
                "CREATE TABLE " + month.name + " (LIKE " + table.sql()
                        + " INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING INDEXES)",
                "INSERT INTO " + month.name + " SELECT * FROM " + last + " WHERE " + range,
                "DELETE FROM " + last + " WHERE " + range,
                "ALTER TABLE " + table.sql() + " ATTACH PARTITION " + month.name + " FOR VALUES FROM (" + month.from
                        + ") TO (" + month.to + ")");
    }

    /**
     * Drops the months of a table of which all reports were accepted before a time, whatever they hold.
     *
     * @return how many rows went with them
     */
    public long drop(Table table, Instant before) throws SQLException {
        return drop(table, before, false);
    }

    /** The same of those months that hold no row any more. */
    public void dropEmpty(Table table, Instant before) throws SQLException {
        drop(table, before, true);
    }

    private long drop(Table table, Instant before, boolean emptyOnly) throws SQLException {
        // A day to spare, for clocks that go wrong: what is left over goes row by row.
        long bound = ReportIds.least(before.minus(Duration.ofDays(1)).getEpochSecond());
        long gone = 0;
        try (Connection connection = store.getConnection()) {
            if (plain(connection)) {
                return 0;
            }
            for (Partition partition : partitions(connection, table)) {
                if (partition.upper <= bound) {
                    long rows = count(connection, partition.name, emptyOnly);
                    if (rows == 0 || !emptyOnly) {
                        transaction(connection, PATIENCE, "DROP TABLE " + partition.name);
                        gone += rows;
                        LOG.infof("Dropped the partition %s, its time is over", partition.name);
                    }
                }
            }
        }
        return gone;
    }

    private static long count(Connection connection, String table, boolean anyOnly) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM (SELECT 1 FROM " + table + (anyOnly ? " LIMIT 1" : "") + ") t")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean plain(Connection connection) throws SQLException {
        return StoreKind.of(connection) != StoreKind.POSTGRESQL;
    }

    /** The partitions with a bound, all but the last. */
    private static List<Partition> partitions(Connection connection, Table table) throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)"
                        + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '"
                        + table.sql() + "'::regclass ORDER BY c.relname")) {
            while (rows.next()) {
                Matcher upper = UPPER.matcher(rows.getString(2));
                if (upper.find()) {
                    partitions.add(new Partition(rows.getString(1), Long.parseLong(upper.group(1))));
                }
            }
        }
        return partitions;
    }

    private static void transaction(Connection connection, String... statements) throws SQLException {
        boolean automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(automatic);
        }
    }
}

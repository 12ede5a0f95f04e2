package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.TestStores;

/**
 * A rolling update past the migrations that cut the tables into months: a replica of the version before goes on with its own statements, as that
 * version has them, while the schema changes under it and afterwards.
 */
class OldReplicaIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FORMER_ROWS = 20_000;
    private static final int ENOUGH = 150;
    private static final List<String> TABLES =
            List.of("report", "report_by", "report_case", "conduct_fact", "campaign_trace");

    private final DataSource store = TestStores.postgresql();

    /** What a replica at schema version 16 does with reports, statement by statement. */
    private final class OldReplica implements AutoCloseable {
        private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> work;
        private final ReportIds ids = new ReportIds(Clock.systemUTC());
        private volatile boolean ended;
        private volatile long longestNanos;

        OldReplica() {
            work = CompletableFuture.runAsync(this::run);
        }

        private void run() {
            try (Connection connection = store.getConnection()) {
                connection.setAutoCommit(false);
                while (!ended) {
                    long begun = System.nanoTime();
                    long id = ids.next();
                    try {
                        store(connection, id);
                        connection.commit();
                        acknowledged.add(id);
                    } catch (SQLException failure) {
                        failures.add(failure);
                        connection.rollback();
                    }
                    longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
                }
            } catch (SQLException lost) {
                failures.add(lost);
            }
        }

        void store(Connection connection, long id) throws SQLException {
            long number = 8_613_100_000_000L + id % 1_000;
            update(
                    connection,
                    "INSERT INTO report (id, number_key, number_kind, channel, category, occurred_at, accepted_at,"
                            + " reporter, network, weight, tier, state, client, note, details, digest, partners, number_id, reporter_short)"
                            + " VALUES (?, ?, 1, 0, 1, ?, ?, ?, ?, ?, 0, 0, 'key', NULL, NULL, ?, 0, ?, ?)",
                    id,
                    "+" + number,
                    1_790_000_000L,
                    1_790_000_000L,
                    new byte[16],
                    7L,
                    0.5,
                    id,
                    number,
                    id);
            update(connection, "DELETE FROM conduct_fact WHERE number_id = ? AND reporter = ?", number, id);
            update(
                    connection,
                    "INSERT INTO conduct_fact (report_id, number_id, reporter, network, contact_at, facts) VALUES (?, ?, ?, ?, ?, 3)",
                    id,
                    number,
                    id,
                    7L,
                    1_790_000_000L);
            update(connection, "INSERT INTO report_case (case_hash, report_id) VALUES (?, ?)", new UUID(id, id), id);
            update(connection, "INSERT INTO report_by (reporter, report_id) VALUES (?, ?)", id, id);
            update(
                    connection,
                    "INSERT INTO campaign_trace (report_id, kind, mark, number_key, contact_at) VALUES (?, 1, ?, ?, ?)",
                    id,
                    id,
                    "+" + number,
                    1_790_000_000L);
            // A withdrawal.
            assertThat(found(connection, "SELECT id FROM report WHERE id = ? FOR UPDATE", id))
                    .isTrue();
            update(connection, "UPDATE report SET state = 1 WHERE id = ?", id);
            assertThat(found(
                            connection,
                            "SELECT f.network, f.contact_at, f.facts FROM conduct_fact f JOIN report r ON r.id = f.report_id"
                                    + " WHERE f.report_id = ? AND r.state = 1",
                            id))
                    .isTrue();
        }

        private void update(Connection connection, String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            }
        }

        private boolean found(Connection connection, String sql, long id) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        }

        void awaitMore() {
            int before = acknowledged.size();
            Eventually.holds(SOON, () -> acknowledged.size() >= before + ENOUGH || work.isDone());
            assertThat(acknowledged.size()).isGreaterThanOrEqualTo(before + ENOUGH);
        }

        @Override
        public void close() {
            ended = true;
            work.join();
        }
    }

    private void migrateToVersionBefore() {
        Flyway.configure()
                .dataSource(store)
                .locations("db/migration/common", "db/migration/postgresql")
                .placeholders(Map.of("collate", ""))
                .target("16")
                .load()
                .migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void replicaOfTheVersionBefore_whileTheSchemaMoves_storesEachReportOnce() throws SQLException {
        migrateToVersionBefore();
        execute(
                "INSERT INTO report (id, number_key, number_kind, channel, category, occurred_at, accepted_at, reporter, network,"
                        + " weight, tier, state, client, digest, partners, number_id, reporter_short)"
                        + " SELECT i, '+8613100000000', 1, 0, 1, i, i, '\\x00', 7, 0.5, 0, 0, 'key', i, 0, 8613100000000, i"
                        + " FROM generate_series(1, " + FORMER_ROWS + ") i");
        try (OldReplica replica = new OldReplica()) {
            replica.awaitMore();
            long begun = System.nanoTime();
            TestStores.migrate(store);
            System.out.printf("migrated beside a writer in %,d ms%n", (System.nanoTime() - begun) / 1_000_000);
            replica.awaitMore();
            Instant now = Instant.now(Clock.systemUTC());
            new Months(store, Clock.fixed(now, ZoneOffset.UTC)).ahead();
            replica.awaitMore();
            replica.close();

            System.out.printf(
                    "%,d reports, the longest took %,d ms%n",
                    replica.acknowledged.size(), replica.longestNanos / 1_000_000);
            assertThat(replica.failures).isEmpty();
            for (String table : TABLES) {
                long former = table.equals("report") ? FORMER_ROWS : 0;
                assertThat(number("SELECT count(*) FROM " + table))
                        .as(table)
                        .isEqualTo(former + replica.acknowledged.size());
                assertThat(number("SELECT count(*) FROM " + table + "_later")).isZero();
            }
            intoLaterMonths(replica, now);
        }
    }

    /** What the old replica stores in months to come lies where the new ones look for it. */
    private void intoLaterMonths(OldReplica replica, Instant now) throws SQLException {
        YearMonth next = YearMonth.from(now.atZone(ZoneOffset.UTC)).plusMonths(1);
        long soon = ReportIds.least(next.atDay(2).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        long late = ReportIds.least(
                next.plusMonths(9).atDay(2).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        try (Connection connection = store.getConnection()) {
            replica.store(connection, soon);
            replica.store(connection, late);
        }
        for (String table : TABLES) {
            String month = "%s_%d%02d".formatted(table, next.getYear(), next.getMonthValue());
            assertThat(number("SELECT count(*) FROM " + month)).as(month).isEqualTo(1);
            assertThat(number("SELECT count(*) FROM " + table + "_later")).isEqualTo(1);
        }
    }

    @Test
    void disputeOfTheVersionBefore_afterTheMigration_keepsItsNumberOffTheLists() throws SQLException {
        migrateToVersionBefore();
        TestStores.migrate(store);
        execute(
                "INSERT INTO dispute (id, number_key, number_kind, reason, statement, token_hash, opened_by, state, proof_method,"
                        + " proven, opened_at, due_at) VALUES ('d', '+8613100000000', 1, 'other', '', '', '', 'open', 'none', false, now(), now())");
        assertThat(number("SELECT count(*) FROM dispute WHERE off_lists")).isEqualTo(1);
    }
}

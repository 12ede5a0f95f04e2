package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;
import org.zhenhao.secret.Vault;
import org.zhenhao.store.Durability;
import org.zhenhao.store.Patience;
import org.zhenhao.store.StoreKind;
import org.zhenhao.trust.Bench;

/**
 * What every transaction that changes tallies works with. Thread-safe.
 *
 * <p>Locks are taken in one order everywhere (tallies by id, pages by id, reporters by id, reports, the change
 * log's head), so that writers of several replicas do not deadlock. What still collides, such as two replicas inserting the
 * same new number, is rolled back and tried again.
 */
final class WriteSide {
    static final String NOTE = "report.note";
    static final String DETAILS = "report.details";
    private static final int ATTEMPTS = 8;

    private final DataSource dataSource;
    private final Durability durability;
    private final Policy policy;
    private final Predicate<String> official;
    private final Clock clock;
    private final ReportIds ids;
    private final Scorer scorer;
    private volatile ReportWitness witness = ReportWitness.NONE;
    private volatile @Nullable Vault vault;

    /**
     * @param official tells by key whether a number is registered as an institution's official number
     */
    WriteSide(DataSource dataSource, Durability durability, Policy policy, Predicate<String> official, Clock clock) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.policy = policy;
        this.official = official;
        this.clock = clock;
        this.ids = new ReportIds(clock);
        this.scorer = new Scorer(policy);
    }

    /** Lets somebody take part in the transactions from now on. */
    void attach(ReportWitness newWitness) {
        witness = newWitness;
    }

    /** Keeps what reporters write sealed from now on. */
    void seal(Vault newVault) {
        vault = newVault;
    }

    /** Reports as they are stored: what their reporters wrote is sealed. */
    List<Report> sealed(List<Report> reports) {
        Vault safe = vault;
        return safe == null
                ? reports
                : reports.stream()
                        .map(report -> report.remarks().bare()
                                ? report
                                : report.saying(new Report.Remarks(
                                        safe.sealIf(NOTE, report.remarks().note()),
                                        safe.sealIf(DETAILS, report.remarks().details()))))
                        .toList();
    }

    /** A stored report as its reporter wrote it; null for none. */
    @Nullable
    Report opened(@Nullable Report stored) {
        Vault safe = vault;
        return safe == null || stored == null || stored.remarks().bare()
                ? stored
                : stored.saying(new Report.Remarks(
                        safe.openIf(NOTE, stored.remarks().note()),
                        safe.openIf(DETAILS, stored.remarks().details())));
    }

    ReportWitness witness() {
        return witness;
    }

    Policy policy() {
        return policy;
    }

    boolean official(String number) {
        return official.test(number);
    }

    /** The present, Unix seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    /** A new id, of a report or of anything else that is named in order of time. */
    long nextId() {
        return ids.next();
    }

    Ledger ledger(Connection connection) {
        return new Ledger(connection, policy, official);
    }

    StoreShelf shelf(Connection connection, Ledger ledger) {
        return new StoreShelf(connection, ledger, official, ids::next);
    }

    /** @param clock where its time stands, Unix seconds */
    Bench<SQLException> bench(StoreShelf shelf, long clock) {
        return new Bench<>(policy, scorer, shelf, clock);
    }

    /**
     * Returns when all that was committed survives the end of the process: to be called before anybody is told that his
     * report is stored.
     */
    void force() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            durability.force(connection);
        }
    }

    /**
     * Has the statements of this transaction find rows by their indexes alone. PostgreSQL keeps a plan once it has made it, and in a young
     * store makes it while tables are small enough to be read whole; they then are, until they are analysed, however much they have grown.
     */
    static void byIndex(Connection connection) throws SQLException {
        if (StoreKind.of(connection) == StoreKind.POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = off");
            }
        }
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Does the work in one transaction, again if writers met each other. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        return inTransaction(Duration.ZERO, work);
    }

    /**
     * The same, with a limit to how long the database may say nothing.
     *
     * @param limit zero for none
     */
    <T> T inTransaction(Duration limit, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection();
                    Patience ignored = new Patience(connection, limit)) {
                connection.setAutoCommit(false);
                try {
                    T result = work.run(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException failure) {
                    connection.rollback();
                    throw failure;
                }
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !passing(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Whether a failure comes from writers meeting each other: a duplicate key, a deadlock, a lost race, a lock timeout. */
    private static boolean passing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("23505")
                        || state.startsWith("40")
                        || state.equals("HYT00")
                        || state.equals("55P03"));
    }
}

package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;

/**
 * Writes reports and what follows from them in one transaction: the report rows, the tallies, the block pages, the change
 * log. Thread-safe.
 *
 * <p>Locks are taken in one order everywhere (report rows, tallies by key, pages by key, the change log's head), so that
 * writers of several replicas do not deadlock. What still collides, such as two replicas inserting the same new number, is
 * rolled back and tried again.
 */
final class ReportWriter {
    private static final int ATTEMPTS = 8;

    private final DataSource dataSource;
    private final Policy policy;
    private final Predicate<String> official;
    private final Clock clock;

    ReportWriter(DataSource dataSource, Policy policy, Predicate<String> official, Clock clock) {
        this.dataSource = dataSource;
        this.policy = policy;
        this.official = official;
        this.clock = clock;
    }

    /**
     * What a transaction did.
     *
     * @param stored ids of the reports that were new
     * @param changed the items as they are now
     */
    record Written(Set<UUID> stored, List<ChangedItem> changed) {}

    /**
     * Stores reports and applies them to their tallies. When this returns, it is committed.
     *
     * @param reports any number; of several with one id the first counts
     * @param fresh ids that are known to be new, so that nobody needs to look for them
     */
    Written write(Collection<Report> reports, Set<UUID> fresh) throws SQLException {
        return inTransaction(connection -> {
            Map<UUID, Report> news = new LinkedHashMap<>();
            reports.forEach(report -> news.putIfAbsent(report.id(), report));
            List<UUID> asked = new ArrayList<>(news.keySet());
            asked.removeIf(fresh::contains);
            news.keySet().removeAll(ReportTable.existing(connection, asked));
            if (news.isEmpty()) {
                return new Written(Set.of(), List.of());
            }
            // In order of id, so that two replicas that store the same reports wait for each other only one way.
            List<Report> rows = new ArrayList<>(news.values());
            rows.sort((one, other) -> one.id().compareTo(other.id()));
            ReportTable.insert(connection, rows);
            Ledger ledger = open(connection, rows);
            for (Report report : rows) {
                ledger.apply(report);
            }
            return new Written(news.keySet(), ledger.write(now()));
        });
    }

    /** Gives a stored report another state and its number the tally that follows. */
    Written restate(UUID id, Opinion.State state) throws SQLException {
        return inTransaction(connection -> {
            Report report = ReportTable.lock(connection, id);
            if (report == null || report.state() == state) {
                return new Written(Set.of(), List.of());
            }
            ReportTable.setState(connection, id, state);
            Ledger ledger = open(connection, List.of(report));
            ledger.restate(report.in(state));
            return new Written(Set.of(), ledger.write(now()));
        });
    }

    /** Makes tallies anew from the stored reports, as after a change of the registry. */
    Written remake(Collection<Ledger.Subject> subjects) throws SQLException {
        return inTransaction(connection -> {
            Ledger ledger = new Ledger(connection, policy, official);
            ledger.open(subjects);
            for (Ledger.Subject subject : subjects) {
                ledger.remake(subject.number());
            }
            return new Written(Set.of(), ledger.write(now()));
        });
    }

    private Ledger open(Connection connection, Collection<Report> reports) throws SQLException {
        Ledger ledger = new Ledger(connection, policy, official);
        Map<String, NumberKind> kinds = new LinkedHashMap<>();
        reports.forEach(report -> kinds.putIfAbsent(report.number(), report.kind()));
        List<Ledger.Subject> subjects = new ArrayList<>(kinds.size());
        kinds.forEach((number, kind) -> subjects.add(new Ledger.Subject(number, kind)));
        ledger.open(subjects);
        return ledger;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
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
                && (state.startsWith("23505") || state.startsWith("40") || state.equals("HYT00") || state.equals("55P03"));
    }
}

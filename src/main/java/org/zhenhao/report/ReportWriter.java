package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.store.Durability;

/**
 * Writes reports and what follows from them in one transaction: the report rows, the tallies, the block pages, the change
 * log. Thread-safe.
 *
 * <p>Locks are taken in one order everywhere (tallies by id, pages by id, idempotency keys, the change log's head), so that
 * writers of several replicas do not deadlock. What still collides, such as two replicas inserting the same new number, is
 * rolled back and tried again.
 */
final class ReportWriter {
    private static final int ATTEMPTS = 8;

    private final DataSource dataSource;
    private final Durability durability;
    private final Policy policy;
    private final Predicate<String> official;
    private final Clock clock;
    private final ReportIds ids;

    ReportWriter(DataSource dataSource, Durability durability, Policy policy, Predicate<String> official, Clock clock) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.policy = policy;
        this.official = official;
        this.clock = clock;
        this.ids = new ReportIds(clock);
    }

    /**
     * What a transaction did.
     *
     * @param results what became of each submission, in their order
     * @param changed the items as they are now
     */
    record Written(List<Submission.Result> results, List<ChangedItem> changed) {
        /** How many reports were new. */
        int stored() {
            int stored = 0;
            for (Submission.Result result : results) {
                stored += result.outcome() == Submission.Outcome.STORED ? 1 : 0;
            }
            return stored;
        }
    }

    /** Stores reports and applies them to their tallies. When this returns, it is committed; {@link #force} makes it durable. */
    Written write(List<Submission> submissions) throws SQLException {
        return inTransaction(connection -> {
            Map<UUID, IdempotencyTable.Entry> known = IdempotencyTable.find(connection, keys(submissions));
            Ledger ledger = open(connection, submissions);
            Map<UUID, IdempotencyTable.Entry> newKeys = new HashMap<>();
            List<Report> news = new ArrayList<>(submissions.size());
            List<Submission.Result> results = new ArrayList<>(submissions.size());
            for (Submission submission : submissions) {
                UUID key = submission.idempotencyKey();
                IdempotencyTable.Entry entry = key == null ? null : known.get(key);
                if (entry != null) {
                    results.add(repeated(entry, submission));
                } else if (!ledger.apply(submission.report())) {
                    results.add(new Submission.Result(0, Submission.Outcome.DOUBLED));
                } else {
                    Report report = submission.report().stored(ids.next());
                    news.add(report);
                    results.add(new Submission.Result(report.id(), Submission.Outcome.STORED));
                    if (key != null) {
                        entry = new IdempotencyTable.Entry(report.id(), submission.fingerprint());
                        known.put(key, entry);
                        newKeys.put(key, entry);
                    }
                }
            }
            if (news.isEmpty()) {
                return new Written(results, List.of());
            }
            ReportTable.insert(connection, news);
            IdempotencyTable.insert(connection, newKeys, now());
            return new Written(results, ledger.write(now()));
        });
    }

    private static List<UUID> keys(List<Submission> submissions) {
        List<UUID> keys = new ArrayList<>();
        for (Submission submission : submissions) {
            if (submission.idempotencyKey() != null) {
                keys.add(submission.idempotencyKey());
            }
        }
        return keys;
    }

    private static Submission.Result repeated(IdempotencyTable.Entry entry, Submission submission) {
        boolean same = entry.fingerprint() == submission.fingerprint();
        return new Submission.Result(entry.report(), same ? Submission.Outcome.DOUBLED : Submission.Outcome.CONFLICT);
    }

    /** Gives a stored report another state and its number the tally that follows. */
    List<ChangedItem> restate(long id, Opinion.State state) throws SQLException {
        return inTransaction(connection -> {
            Report report = ReportTable.lock(connection, id);
            if (report == null || report.state() == state) {
                return List.of();
            }
            ReportTable.setState(connection, id, state);
            Ledger ledger = new Ledger(connection, policy, official);
            ledger.open(List.of(new Ledger.Subject(report.number(), report.kind())));
            ledger.restate(report.in(state));
            return ledger.write(now());
        });
    }

    /** Makes tallies anew from the stored reports, as after a change of the registry. */
    List<ChangedItem> remake(Collection<Ledger.Subject> subjects) throws SQLException {
        return inTransaction(connection -> {
            Ledger ledger = new Ledger(connection, policy, official);
            ledger.open(subjects);
            for (Ledger.Subject subject : subjects) {
                ledger.remake(subject.number());
            }
            return ledger.write(now());
        });
    }

    private Ledger open(Connection connection, List<Submission> submissions) throws SQLException {
        Ledger ledger = new Ledger(connection, policy, official);
        Map<String, Ledger.Subject> subjects = new HashMap<>();
        for (Submission submission : submissions) {
            Report report = submission.report();
            subjects.computeIfAbsent(report.number(), number -> new Ledger.Subject(number, report.kind()));
        }
        ledger.open(subjects.values());
        return ledger;
    }

    private long now() {
        return clock.instant().getEpochSecond();
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
                && (state.startsWith("23505")
                        || state.startsWith("40")
                        || state.equals("HYT00")
                        || state.equals("55P03"));
    }
}

package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.store.Durability;
import org.zhenhao.trust.Bench;
import org.zhenhao.trust.Ruling;

/**
 * Writes reports and what follows from them in one transaction: the report rows, the tallies, the block pages, the change
 * log. Thread-safe.
 *
 * <p>Locks are taken in one order everywhere (tallies by id, pages by id, reporters by id, reports, the change
 * log's head), so that
 * writers of several replicas do not deadlock. What still collides, such as two replicas inserting the same new number, is
 * rolled back and tried again.
 */
final class ReportWriter {
    private static final int ATTEMPTS = 8;
    private static final double SECONDS_A_DAY = 86_400;

    private final DataSource dataSource;
    private final Durability durability;
    private final Policy policy;
    private final Predicate<String> official;
    private final Clock clock;
    private final ReportIds ids;
    private final Scorer scorer;

    ReportWriter(DataSource dataSource, Durability durability, Policy policy, Predicate<String> official, Clock clock) {
        this.dataSource = dataSource;
        this.durability = durability;
        this.policy = policy;
        this.official = official;
        this.clock = clock;
        this.ids = new ReportIds(clock);
        this.scorer = new Scorer(policy);
    }

    /**
     * What a transaction did.
     *
     * @param results what became of each submission, in their order
     * @param changed the items as they are now
     * @param acts what was done to reporters
     */
    record Written(List<Submission.Result> results, List<ChangedItem> changed, List<ReporterTable.Act> acts) {
        /** How many reports were new. */
        int stored() {
            int stored = 0;
            for (Submission.Result result : results) {
                stored += result.outcome() == Submission.Outcome.STORED ? 1 : 0;
            }
            return stored;
        }
    }

    /** Stores reports as they are sent, and applies them to their tallies. When this returns, it is committed; {@link #force} makes it durable. */
    Written write(List<Submission> submissions) throws SQLException {
        return write(submissions, null);
    }

    /**
     * Stores reports and applies them to their tallies. When this returns, it is committed.
     *
     * @param imported the clock of the import they come from; null for reports that are sent as they are made
     */
    Written write(List<Submission> submissions, @Nullable ImportClock imported) throws SQLException {
        long[] clock = new long[1];
        Written written = inTransaction(connection -> {
            Map<UUID, IdempotencyTable.Entry> known = IdempotencyTable.find(connection, keys(submissions));
            Ledger ledger = open(connection, submissions);
            StoreShelf shelf = new StoreShelf(connection, ledger, official, ids::next);
            long from = imported == null ? now() : imported.at();
            Bench<SQLException> bench = new Bench<>(policy, scorer, shelf, from);
            prepare(connection, submissions, ledger, shelf, imported);
            Map<UUID, IdempotencyTable.Entry> newKeys = new HashMap<>();
            List<Report> news = new ArrayList<>(submissions.size());
            List<Submission.Result> results = new ArrayList<>(submissions.size());
            for (Submission submission : submissions) {
                UUID key = submission.idempotencyKey();
                IdempotencyTable.Entry entry = key == null ? null : known.get(key);
                if (entry != null) {
                    results.add(repeated(entry, submission));
                } else if (ledger.knows(submission.report())) {
                    results.add(new Submission.Result(0, Submission.Outcome.DOUBLED));
                } else {
                    Report report = weigh(bench, shelf, submission.report().stored(ids.next()));
                    news.add(report);
                    results.add(new Submission.Result(report.id(), Submission.Outcome.STORED));
                    if (key != null) {
                        entry = new IdempotencyTable.Entry(report.id(), submission.fingerprint());
                        known.put(key, entry);
                        newKeys.put(key, entry);
                    }
                }
            }
            clock[0] = bench.clock();
            if (news.isEmpty()) {
                return new Written(results, List.of(), List.of());
            }
            if (!shelf.acts().isEmpty()) {
                news.replaceAll(report -> report.in(ledger.state(report)));
            }
            ReportTable.insert(connection, news);
            IdempotencyTable.insert(connection, newKeys, now());
            shelf.write(imported == null ? 0 : now() + judgedAfter());
            return new Written(results, ledger.write(now()), shelf.acts());
        });
        if (imported != null) {
            imported.set(clock[0]);
        }
        return written;
    }

    private long judgedAfter() {
        return (long) (policy.reporters().judgedAfterDays() * SECONDS_A_DAY);
    }

    /** Brings up the hearings that fall into an import, and locks all reporters that the reports may touch. */
    private void prepare(
            Connection connection,
            List<Submission> submissions,
            Ledger ledger,
            StoreShelf shelf,
            @Nullable ImportClock imported)
            throws SQLException {
        Set<Long> reporters = new HashSet<>();
        Set<Long> partners = new HashSet<>();
        long horizon = imported == null ? 0 : imported.at();
        for (Submission submission : submissions) {
            Report report = submission.report();
            horizon = Math.max(horizon, report.occurredAt());
            if (report.tier() != Opinion.Tier.VOUCHED) {
                long reporter = report.origin().shortReporter();
                shelf.name(reporter, report.origin().reporter());
                reporters.add(reporter);
                partners.addAll(Bench.lastReporters(
                        ledger.dossier(new Ledger.Subject(report.number(), report.kind())), reporter));
            }
        }
        if (imported != null) {
            shelf.bringUp(ReporterTable.due(connection, horizon));
        }
        shelf.open(reporters, partners);
    }

    private static Report weigh(Bench<SQLException> bench, StoreShelf shelf, Report report) throws SQLException {
        if (report.tier() == Opinion.Tier.VOUCHED) {
            bench.vouch(report.statement(), new Ruling(report.weight(), report.tier(), report.state(), 0, 0));
            return report;
        }
        return report.weighed(bench.take(report.statement()));
    }

    /**
     * Judges reports whose time has come by the clock on the wall.
     *
     * @return how many, at most {@code most}
     */
    int judge(int most) throws SQLException {
        return inTransaction(connection -> {
            List<ReporterTable.StoredHearing> hearings = ReporterTable.overdue(connection, now(), most);
            if (!hearings.isEmpty()) {
                Ledger ledger = new Ledger(connection, policy, official);
                StoreShelf shelf = new StoreShelf(connection, ledger, official, ids::next);
                shelf.bringUp(hearings);
                shelf.open(List.of(), List.of());
                new Bench<>(policy, scorer, shelf, now()).advance(now());
                shelf.write(0);
            }
            return hearings.size();
        });
    }

    /**
     * What a moderator decides of a reporter.
     *
     * @param quarantine {@code MODERATOR} or {@code NONE}
     * @param actor the moderator's key
     */
    record Sentence(
            byte[] pseudonym,
            ReporterRecord.Quarantine quarantine,
            String actor,
            @Nullable String note) {}

    /**
     * Imposes or lifts a quarantine, and logs who did it.
     *
     * @return empty if nobody has heard of the reporter
     */
    Optional<Written> sentence(Sentence sentence) throws SQLException {
        long reporter = ByteBuffer.wrap(sentence.pseudonym).getLong();
        return inTransaction(connection -> {
            ReporterTable.Row row = ReporterTable.read(connection, reporter);
            if (row == null || !Arrays.equals(row.pseudonym(), sentence.pseudonym)) {
                return Optional.empty();
            }
            Ledger ledger = new Ledger(connection, policy, official);
            ledger.open(row.record().recent().stream()
                    .map(recent -> new Ledger.Subject(recent.number(), recent.kind()))
                    .toList());
            StoreShelf shelf = new StoreShelf(connection, ledger, official, ids::next);
            shelf.open(List.of(reporter), List.of());
            int count = new Bench<>(policy, scorer, shelf, now()).sentence(reporter, sentence.quarantine);
            boolean lifted = sentence.quarantine == ReporterRecord.Quarantine.NONE;
            ReporterTable.Act act = new ReporterTable.Act(
                    now(),
                    reporter,
                    sentence.pseudonym,
                    lifted ? "lift" : "quarantine",
                    sentence.actor,
                    count,
                    sentence.note);
            shelf.acts().add(act);
            shelf.write(0);
            return Optional.of(new Written(List.of(), ledger.write(now()), List.of(act)));
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
            Report found = ReportTable.find(connection, id);
            if (found == null) {
                return List.of();
            }
            // The number is locked before the report, as a quarantine does.
            Ledger ledger = new Ledger(connection, policy, official);
            ledger.open(List.of(new Ledger.Subject(found.number(), found.kind())));
            Report report = ReportTable.lock(connection, id);
            if (report == null || report.state() == state) {
                return List.of();
            }
            ReportTable.setState(connection, id, state);
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

package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.trust.Bench;
import org.zhenhao.trust.Ruling;

/**
 * Writes reports and what follows from them in one transaction: the report rows, the tallies, the block pages, the change
 * log. Thread-safe.
 */
final class ReportWriter {
    /** How long those who report wait for a database that says nothing. */
    private static final Duration LIVE = Duration.ofSeconds(10);

    private static final double SECONDS_A_DAY = 86_400;

    private final WriteSide side;

    ReportWriter(WriteSide side) {
        this.side = side;
    }

    /** Stores reports as they are sent, and applies them to their tallies. When this returns, it is committed; {@link WriteSide#force} makes it durable. */
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
        Runnable[] afterwards = {() -> {}};
        Written written = side.inTransaction(imported == null ? LIVE : Duration.ZERO, connection -> {
            WriteSide.byIndex(connection);
            Map<UUID, IdempotencyTable.Entry> known = IdempotencyTable.find(connection, keys(submissions));
            Ledger ledger = open(connection, submissions);
            StoreShelf shelf = side.shelf(connection, ledger);
            long from = imported == null ? side.now() : imported.at();
            Bench<SQLException> bench = side.bench(shelf, from);
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
                    Report report = weigh(bench, shelf, submission.report().stored(side.nextId()));
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
            ReportTable.insert(connection, side.sealed(news));
            IdempotencyTable.insert(connection, newKeys, side.now());
            shelf.write(imported == null ? 0 : side.now() + judgedAfter());
            if (imported == null) {
                // The log's head is locked here, late, for all writers take turns from then on.
                afterwards[0] = side.witness().stored(connection, news);
            }
            Runnable told = afterwards[0];
            Runnable restated = side.witness().restated(connection, ledger.restated());
            afterwards[0] = () -> {
                told.run();
                restated.run();
            };
            return new Written(results, ledger.write(side.now()), shelf.acts());
        });
        if (imported != null) {
            imported.set(clock[0]);
        }
        afterwards[0].run();
        return written;
    }

    private long judgedAfter() {
        return (long) (side.policy().reporters().judgedAfterDays() * SECONDS_A_DAY);
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
        Map<String, Set<Long>> speakers = new HashMap<>();
        long horizon = imported == null ? 0 : imported.at();
        for (Submission submission : submissions) {
            Report report = submission.report();
            horizon = Math.max(horizon, report.occurredAt());
            speakers.computeIfAbsent(report.number(), number -> new HashSet<>())
                    .add(report.origin().shortReporter());
            if (report.tier().personal()) {
                long reporter = report.origin().shortReporter();
                shelf.name(reporter, report.origin().reporter());
                reporters.add(reporter);
                partners.addAll(Bench.lastReporters(
                        ledger.dossier(new Ledger.Subject(report.number(), report.kind())), reporter));
            }
        }
        for (Map.Entry<String, Set<Long>> number : speakers.entrySet()) {
            ledger.foresee(number.getKey(), number.getValue());
        }
        if (imported != null) {
            shelf.bringUp(ReporterTable.due(connection, horizon));
        }
        shelf.open(reporters, partners);
    }

    private static Report weigh(Bench<SQLException> bench, StoreShelf shelf, Report report) throws SQLException {
        if (!report.tier().personal()) {
            bench.vouch(report.statement(), new Ruling(report.weight(), report.tier(), report.state(), 0, 0));
            return report;
        }
        return report.weighed(bench.take(report.statement()));
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

    private Ledger open(Connection connection, List<Submission> submissions) throws SQLException {
        Ledger ledger = side.ledger(connection);
        Map<String, Ledger.Subject> subjects = new HashMap<>();
        for (Submission submission : submissions) {
            Report report = submission.report();
            subjects.computeIfAbsent(report.number(), number -> new Ledger.Subject(number, report.kind()));
        }
        ledger.open(subjects.values());
        return ledger;
    }
}

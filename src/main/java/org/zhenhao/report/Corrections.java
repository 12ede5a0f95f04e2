package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;

/** Changes what is stored already: judgements that fall due, withdrawals, quarantines, changes of the registry. Thread-safe. */
final class Corrections {
    private final WriteSide side;

    Corrections(WriteSide side) {
        this.side = side;
    }

    /**
     * Judges reports whose time has come by the clock on the wall.
     *
     * @return how many, at most {@code most}
     */
    int judge(int most) throws SQLException {
        return side.inTransaction(connection -> {
            List<ReporterTable.StoredHearing> hearings = ReporterTable.overdue(connection, side.now(), most);
            if (!hearings.isEmpty()) {
                Ledger ledger = side.ledger(connection);
                StoreShelf shelf = side.shelf(connection, ledger);
                shelf.bringUp(hearings);
                shelf.open(List.of(), List.of());
                side.bench(shelf, side.now()).advance(side.now());
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
        Runnable[] afterwards = {() -> {}};
        Optional<Written> written = side.inTransaction(connection -> {
            ReporterTable.Row row = ReporterTable.read(connection, reporter);
            if (row == null || !Arrays.equals(row.pseudonym(), sentence.pseudonym)) {
                return Optional.empty();
            }
            Ledger ledger = side.ledger(connection);
            ledger.open(row.record().recent().stream()
                    .map(recent -> new Ledger.Subject(recent.number(), recent.kind()))
                    .toList());
            StoreShelf shelf = side.shelf(connection, ledger);
            shelf.open(List.of(reporter), List.of());
            int count = side.bench(shelf, side.now()).sentence(reporter, sentence.quarantine);
            boolean lifted = sentence.quarantine == ReporterRecord.Quarantine.NONE;
            ReporterTable.Act act = new ReporterTable.Act(
                    side.now(),
                    reporter,
                    sentence.pseudonym,
                    lifted ? "lift" : "quarantine",
                    sentence.actor,
                    count,
                    sentence.note);
            shelf.acts().add(act);
            shelf.write(0);
            afterwards[0] = side.witness().restated(connection, ledger.restated());
            return Optional.of(new Written(List.of(), ledger.write(side.now()), List.of(act)));
        });
        afterwards[0].run();
        return written;
    }

    /** Gives a stored report another state and its number the tally that follows. */
    List<ChangedItem> restate(long id, Opinion.State state) throws SQLException {
        Runnable[] afterwards = {() -> {}};
        List<ChangedItem> changed = side.inTransaction(connection -> {
            Report found = ReportTable.find(connection, id);
            if (found == null) {
                return List.of();
            }
            // The number is locked before the report, as a quarantine does.
            Ledger ledger = side.ledger(connection);
            ledger.open(List.of(new Ledger.Subject(found.number(), found.kind())));
            Report report = side.opened(ReportTable.lock(connection, id));
            if (report == null || report.state() == state) {
                return List.of();
            }
            if (report.state() == Opinion.State.OVERRULED) {
                // It counts for nothing, and whoever made it is not to begin anew on this number.
                AppealTable.withdrawn(connection, found.number(), found.origin().shortReporter());
                return List.of();
            }
            ReportTable.setState(connection, id, state);
            ledger.restate(report.in(state));
            if (state != Opinion.State.LIVE) {
                afterwards[0] = side.witness().withdrawn(connection, report);
            }
            return ledger.write(side.now());
        });
        afterwards[0].run();
        return changed;
    }

    /** Makes tallies anew from the stored reports, as after a change of the registry. */
    List<ChangedItem> remake(Collection<Ledger.Subject> subjects) throws SQLException {
        return side.inTransaction(connection -> {
            Ledger ledger = side.ledger(connection);
            ledger.open(subjects);
            for (Ledger.Subject subject : subjects) {
                ledger.remake(subject.number());
            }
            return ledger.write(side.now());
        });
    }
}

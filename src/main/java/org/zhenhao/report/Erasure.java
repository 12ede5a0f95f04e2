package org.zhenhao.report;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Opinion;

/**
 * Takes reports away for good, of a reporter who asks for it or when their time is over: the rows and all that hangs on them go, the
 * tallies are made anew from what remains, so that exactly the weight of what went has left them. What the log of
 * receipts holds are salted hashes, which stay. Thread-safe; blocks on the store.
 */
@Singleton
public class Erasure {
    private static final int AT_ONCE = 100;

    private final Intake intake;
    private final Reputation reputation;

    Erasure(Intake intake, Reputation reputation) {
        this.intake = intake;
        this.reputation = reputation;
    }

    /**
     * What became of a reporter's reports.
     *
     * @param erased how many went
     * @param kept how many were overruled on appeal: these stay, without their texts, so that nobody can list the number again
     */
    public record Erased(int erased, int kept) {}

    /** How far the reports of a span of time are gone: up to which id, how many just now, and whether that was all. */
    public record Swept(long upto, int count, boolean done) {}

    /** What a reporter has sent, oldest first, at most {@code most} behind an id. */
    List<Report> reports(byte[] pseudonym, long after, int most) throws SQLException {
        long reporter = ByteBuffer.wrap(pseudonym).getLong();
        return intake.side().inTransaction(connection -> {
            List<Report> reports = new ArrayList<>();
            for (long id : OwnTable.of(connection, reporter, after, most)) {
                Report report = intake.side().opened(ReportTable.find(connection, id));
                if (report != null && Arrays.equals(report.origin().reporter(), pseudonym)) {
                    reports.add(report);
                }
            }
            return reports;
        });
    }

    /** Takes away all that a reporter has sent; to be asked for again after a failure in the middle. */
    Erased erase(byte[] pseudonym) throws SQLException {
        int erased = 0;
        int kept = 0;
        long after = -1;
        List<Report> reports;
        while (!(reports = reports(pseudonym, after, AT_ONCE)).isEmpty()) {
            after = reports.get(reports.size() - 1).id();
            List<Report> overruled = reports.stream()
                    .filter(report -> report.state() == Opinion.State.OVERRULED)
                    .toList();
            List<Report> others = reports.stream()
                    .filter(report -> report.state() != Opinion.State.OVERRULED)
                    .toList();
            remove(others, overruled);
            erased += others.size();
            kept += overruled.size();
        }
        long reporter = ByteBuffer.wrap(pseudonym).getLong();
        intake.side().inTransaction(connection -> {
            OwnTable.forget(connection, reporter);
            return true;
        });
        intake.side().force();
        return new Erased(erased, kept);
    }

    /**
     * Takes away reports accepted before a time, in order, some hundred at once.
     *
     * @param after id of the last report that went before
     */
    public Swept sweep(long after, Instant before) throws SQLException {
        long last = ReportIds.least(before.getEpochSecond()) - 1;
        List<Report> reports =
                intake.side().inTransaction(connection -> OwnTable.between(connection, after, last, AT_ONCE));
        remove(reports, List.of());
        boolean done = reports.size() < AT_ONCE;
        return new Swept(
                done ? Math.max(after, last) : reports.get(reports.size() - 1).id(), reports.size(), done);
    }

    /** The least id of reports accepted at a time or later. */
    public static long idAt(Instant time) {
        return ReportIds.least(time.getEpochSecond());
    }

    private void remove(List<Report> gone, List<Report> stripped) throws SQLException {
        if (gone.isEmpty() && stripped.isEmpty()) {
            return;
        }
        Runnable[] afterwards = {() -> {}};
        List<ChangedItem> changed = intake.side().inTransaction(connection -> {
            Set<Ledger.Subject> subjects = new LinkedHashSet<>();
            gone.forEach(report -> subjects.add(new Ledger.Subject(report.number(), report.kind())));
            Set<String> numbers = new java.util.TreeSet<>();
            subjects.forEach(subject -> numbers.add(subject.number()));
            Ledger ledger = intake.side().ledger(connection);
            ledger.open(subjects);
            OwnTable.delete(connection, gone);
            OwnTable.strip(connection, stripped);
            for (Ledger.Subject subject : subjects) {
                ledger.remake(subject.number());
            }
            stripped.forEach(report -> numbers.add(report.number()));
            afterwards[0] = resum(connection, numbers);
            return ledger.write(intake.side().now());
        });
        reputation.published(changed);
        Objects.requireNonNull(afterwards[0]).run();
    }

    private Runnable resum(Connection connection, Set<String> numbers) throws SQLException {
        return intake.side().witness().restated(connection, numbers);
    }
}

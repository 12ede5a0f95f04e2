package org.zhenhao.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.ReporterRule;

/**
 * Finds among a number's last reporters those who keep reporting the same other numbers as the one who reports now.
 *
 * <p>People who know nothing of each other meet on the numbers of one caller, which lie close together; numbers of the
 * same thousand therefore do not count as shared. Where there are few reporters, they also meet on the few numbers
 * that plague all of them: what a good part of everybody has named does not count either. A gang that makes up that part
 * of a deployment cannot be told from its honest users by whom they name.
 */
final class CoReportGuard {
    private static final int LAST_REPORTERS = 8;
    private static final int DROPPED_DIGITS = 3;

    private CoReportGuard() {}

    /** Reads records of reporters. */
    @FunctionalInterface
    interface Records<X extends Exception> {
        ReporterRecord of(long reporter) throws X;
    }

    /** The last reporters of a number, in whatever state their opinions are, but for {@code reporter} and vouched sources; the latest first. */
    static List<Long> lastReporters(Dossier dossier, long reporter) {
        List<Opinion> kept = dossier.kept();
        List<Long> last = new ArrayList<>(LAST_REPORTERS);
        for (int i = kept.size() - 1; i >= 0 && last.size() < LAST_REPORTERS; i--) {
            Opinion opinion = kept.get(i);
            if (opinion.reporter() != reporter && opinion.tier().personal()) {
                last.add(opinion.reporter());
            }
        }
        return last;
    }

    /** Tells whether a good part of all reporters has named a number. */
    @FunctionalInterface
    interface Common<X extends Exception> {
        boolean is(ReporterRecord.Recent number) throws X;
    }

    /** Those of {@code others} who share enough other numbers with the reporter. */
    static <X extends Exception> List<Long> partners(
            ReporterRule rule,
            String number,
            ReporterRecord reporter,
            List<Long> others,
            Records<X> records,
            Common<X> common)
            throws X {
        if (others.size() < rule.partners()) {
            return List.of();
        }
        Set<String> his = new HashSet<>();
        for (ReporterRecord.Recent recent : reporter.recent()) {
            if (!near(number, recent.number())) {
                his.add(recent.number());
            }
        }
        List<Long> partners = sharing(rule, his, others, records);
        if (partners.size() < rule.partners()) {
            return partners;
        }
        for (ReporterRecord.Recent recent : reporter.recent()) {
            if (his.contains(recent.number()) && common.is(recent)) {
                his.remove(recent.number());
            }
        }
        return sharing(rule, his, others, records);
    }

    private static <X extends Exception> List<Long> sharing(
            ReporterRule rule, Set<String> his, List<Long> others, Records<X> records) throws X {
        if (his.size() < rule.sharedNumbers()) {
            return List.of();
        }
        List<Long> partners = new ArrayList<>(others.size());
        for (long other : others) {
            int shared = 0;
            for (ReporterRecord.Recent recent : records.of(other).recent()) {
                shared += his.contains(recent.number()) ? 1 : 0;
            }
            if (shared >= rule.sharedNumbers()) {
                partners.add(other);
            }
        }
        return partners;
    }

    /** Whether two numbers share all but their last three digits. */
    static boolean near(String one, String other) {
        return one.length() == other.length()
                && one.regionMatches(0, other, 0, Math.max(0, one.length() - DROPPED_DIGITS));
    }
}

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
 * same thousand therefore do not count as shared.
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

    /** Those of {@code others} who share enough other numbers with the reporter. */
    static <X extends Exception> List<Long> partners(
            ReporterRule rule, String number, ReporterRecord reporter, List<Long> others, Records<X> records) throws X {
        if (others.size() < rule.partners()) {
            return List.of();
        }
        Set<String> his = new HashSet<>();
        for (ReporterRecord.Recent recent : reporter.recent()) {
            if (!near(number, recent.number())) {
                his.add(recent.number());
            }
        }
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

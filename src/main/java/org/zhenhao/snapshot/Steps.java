package org.zhenhao.snapshot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;

/**
 * The steps in which published figures move. A figure published before stays until the true one has risen by more than a step, or
 * fallen by far: decay, which lowers all figures all the time, then changes next to nothing from one day to the next.
 */
final class Steps {
    static final int SCORE = 5;
    static final int CONFIDENCE = 10;

    /** Fewer reports than this are published as none. */
    static final int FEWEST = 3;

    private static final double RISE = 1.5;
    private static final double FALL = 25;
    private static final double CATEGORY_LEAD = 0.15;
    private static final int[] TENTHS = {1, 2, 5, 10};

    private Steps() {}

    /**
     * A figure in steps.
     *
     * @param exact 0 to 100
     * @param step 5 or 10
     * @param before what was published before, negative if nothing was
     */
    static int figure(double exact, int step, int before) {
        if (before >= 0 && exact - before <= RISE * step && before - exact <= FALL) {
            return before;
        }
        return Math.min(100, (int) Math.round(exact / step) * step);
    }

    /** A count in steps: 0, 3, 5, 10, 20, 50, 100, 200, … */
    static int count(long exact) {
        if (exact < FEWEST) {
            return 0;
        }
        if (exact < 5) {
            return FEWEST;
        }
        long decade = 1;
        while (decade * 10 <= exact) {
            decade *= 10;
        }
        long step = decade;
        for (int tenth : TENTHS) {
            step = tenth * decade <= exact ? tenth * decade : step;
        }
        return (int) Math.min(step, 1_000_000_000);
    }

    /** The category to publish: the one before, unless another leads it clearly. */
    static @Nullable Category category(Assessment assessment, @Nullable Category before) {
        Map<Category, Double> shares = assessment.shares();
        Category now = assessment.category();
        if (before == null || now == null || now == before || before.negative() != now.negative()) {
            return now;
        }
        Double kept = shares.get(before);
        Double leading = shares.get(now);
        return kept != null && leading != null && leading - kept < CATEGORY_LEAD ? before : now;
    }
}

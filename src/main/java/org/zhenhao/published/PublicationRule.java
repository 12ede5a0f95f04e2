package org.zhenhao.published;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Decides which numbers may stand in a list that leaves the service, and what the list says of them.
 *
 * <p>A published entry must not give away what one person reported, nor accuse a number on one person's word: it needs
 * several live opinions that came from more than one network. Registered numbers are never published, whoever forges
 * them; nor are keys that no single subscriber holds (withheld, impossible shapes, local numbers without an area code).
 * What is said is coarse, so that decay alone changes nothing for weeks. Stateless; safe for use by many threads.
 */
public final class PublicationRule {
    /** Live opinions that call the number unwanted, at the least. */
    public static final int LEAST_REPORTERS = 3;

    /** Networks that they came from, at the least. */
    public static final int LEAST_NETWORKS = 2;

    private static final int STEP = 10;
    private static final int[] STEPS = {LEAST_REPORTERS, 5, 10, 20, 50, 100};

    private PublicationRule() {}

    /** The entry for a number, or null if it must not be published. */
    public static @Nullable PublishedEntry entry(Evidence evidence, Assessment assessment) {
        if (!shareable(evidence) || !bad(assessment)) {
            return null;
        }
        Category category = assessment.category();
        return new PublishedEntry(
                evidence.number().key(),
                evidence.number().kind(),
                assessment.level(),
                (int) (assessment.risk() * 100) / STEP * STEP,
                category == null || !category.negative() ? Category.OTHER_UNWANTED : category,
                step(evidence.tally().negative()));
    }

    private static int step(int reporters) {
        int step = LEAST_REPORTERS;
        for (int candidate : STEPS) {
            step = reporters >= candidate ? candidate : step;
        }
        return step;
    }

    /** Whether enough people reported the number, in enough networks, and it is one that a single subscriber may hold. */
    public static boolean shareable(Evidence evidence) {
        return independent(evidence.tally()) && ordinary(evidence);
    }

    /** Whether several people in several networks stand behind a tally. */
    static boolean independent(Tally tally) {
        return tally.negative() >= LEAST_REPORTERS && tally.networkCount() >= LEAST_NETWORKS;
    }

    private static boolean ordinary(Evidence evidence) {
        NumberKind kind = evidence.number().kind();
        return evidence.standing() == Standing.NONE
                && kind != NumberKind.WITHHELD
                && kind != NumberKind.IMPOSSIBLE
                && kind != NumberKind.LOCAL_FIXED
                && kind != NumberKind.EMERGENCY;
    }

    private static boolean bad(Assessment assessment) {
        return assessment.level() == Level.HIGH || assessment.level() == Level.ELEVATED;
    }
}

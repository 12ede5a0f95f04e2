package org.zhenhao.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;

/**
 * Makes an assessment out of evidence: a Beta mean of the decayed evidence, with a prior from the number's kind and the blocks
 * around it, or from the registry.
 *
 * <p>A pure function of evidence and time; safe for use by many threads.
 */
public final class Scorer {
    private static final int WIDEST = 4;

    private final Policy policy;
    private final Map<NumberKind, Assessment[]> unreported = new EnumMap<>(NumberKind.class);

    /** A scorer under one policy. */
    public Scorer(Policy policy) {
        this.policy = policy;
        for (NumberKind kind : NumberKind.values()) {
            Assessment[] byBlocks = new Assessment[WIDEST + 1];
            for (int dropped = 0; dropped <= WIDEST; dropped++) {
                byBlocks[dropped] = unreported(kind, dropped);
            }
            unreported.put(kind, byBlocks);
        }
    }

    /**
     * The assessment of the evidence.
     *
     * @param evidence what is known of the number
     * @param now Unix seconds; not before the contacts that the evidence is made from
     */
    public Assessment assess(Evidence evidence, long now) {
        Assessment nothing = nothingKnown(evidence) ? unreported(evidence.number()) : null;
        return nothing == null ? opened(evidence, now).assess() : nothing;
    }

    /** The assessment of the evidence without what explains it: no reasons, and of the categories only the one that prevails. */
    public Assessment gist(Evidence evidence, long now) {
        Assessment nothing = nothingKnown(evidence) ? unreported(evidence.number()) : null;
        return nothing == null ? opened(evidence, now).gist() : nothing;
    }

    /** The assessment of a number nobody has reported anything around: the same object for all of its kind; null if its shape tells something. */
    public @Nullable Assessment unreported(ParsedNumber number) {
        if (!number.tells().isEmpty() || number.kind() == NumberKind.IMPOSSIBLE || number.verstat() == Verstat.FAILED) {
            return null;
        }
        Assessment[] byBlocks = unreported.get(number.kind());
        return byBlocks == null ? null : byBlocks[Blocks.dropped(number.key(), number.kind())];
    }

    private Case opened(Evidence evidence, long now) {
        return new Case(
                policy,
                evidence,
                Blocks.of(evidence.number().key(), evidence.number().kind()),
                now);
    }

    /**
     * What the evidence weighs, without the words of an assessment.
     *
     * @param risk calibrated probability that the next contact is unwanted, 0 to 1
     * @param bad decayed evidence that contacts are unwanted
     * @param good decayed evidence that they are not
     */
    public record Weighing(double risk, double bad, double good) {}

    /** Weighs the evidence; see {@link #assess}. */
    public Weighing weigh(Evidence evidence, long now) {
        Case weighed = opened(evidence, now);
        return new Weighing(
                weighed.risk(), weighed.reading().bad(), weighed.reading().good());
    }

    /**
     * What the score of the evidence is made of; see {@link #assess}.
     *
     * @param witnesses every stored report on the number up to that time, in any order; those whose reporter has said something
     *     else later included
     */
    public Explanation explain(Evidence evidence, List<Witness> witnesses, long now) {
        return new Inquiry(policy, this, evidence, witnesses, now).explain();
    }

    private static boolean nothingKnown(Evidence evidence) {
        return evidence.tally().isEmpty() && evidence.page().isEmpty() && evidence.standing() == Standing.NONE;
    }

    private Assessment unreported(NumberKind kind, int dropped) {
        BlockPrior prior = new BlockPrior(policy, kind);
        prior.narrowAlone(dropped, 0, 0);
        double raw = prior.probability();
        boolean elevated = policy.levels.step(Level.LOW, raw, 0, 0) == Level.ELEVATED;
        return new Assessment(
                policy.levels.risk(raw),
                0,
                elevated ? Level.ELEVATED : Level.UNKNOWN,
                elevated ? Action.WARN : Action.ALLOW,
                null,
                Map.of(),
                null,
                false,
                List.of(new Assessment.Reason(ReasonCode.KIND_PRIOR.wire(), List.of(kind.wire()))));
    }
}

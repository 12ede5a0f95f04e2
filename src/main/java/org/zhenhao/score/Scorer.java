package org.zhenhao.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
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
        Blocks blocks = Blocks.of(evidence.number().key(), evidence.number().kind());
        if (nothingKnown(evidence)) {
            Assessment[] byBlocks = unreported.get(evidence.number().kind());
            if (byBlocks != null) {
                return byBlocks[blocks == null ? 0 : blocks.dropped()];
            }
        }
        return new Case(policy, evidence, blocks, now).assess();
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
        Case weighed = new Case(
                policy,
                evidence,
                Blocks.of(evidence.number().key(), evidence.number().kind()),
                now);
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
        return evidence.tally().isEmpty()
                && evidence.page().isEmpty()
                && evidence.standing() == Standing.NONE
                && evidence.number().tells().isEmpty()
                && evidence.number().kind() != NumberKind.IMPOSSIBLE
                && evidence.number().verstat() != Verstat.FAILED;
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

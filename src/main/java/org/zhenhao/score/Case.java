package org.zhenhao.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.number.Verstat;

/** One assessment while it is being made. */
final class Case {
    private static final int SHOWN_LEVEL = 2;

    private final Policy policy;
    private final Evidence evidence;
    private final @Nullable Blocks blocks;
    private final long now;
    private final Reading reading;
    private final double bad;
    private final double good;
    private final SpoofTell.@Nullable Strength shape;
    private double probability;
    private double strength;
    private double support;
    private double raw;
    private double inherited;

    Case(Policy policy, Evidence evidence, @Nullable Blocks blocks, long now) {
        this.policy = policy;
        this.evidence = evidence;
        this.blocks = blocks;
        this.now = now;
        reading = evidence.tally().at(now, policy);
        bad = reading.bad();
        good = reading.good() * policy.intake.goodWeight();
        shape = shape();
    }

    double risk() {
        prior();
        raw = raw(probability, strength, bad, good);
        if (evidence.standing() == Standing.OFFICIAL) {
            raw = Math.min(policy.registry.officialMost(), raw);
        }
        return policy.levels.risk(raw);
    }

    /** What is believed before any report on the number itself, by level of block; to be called after {@link #risk}. */
    Explanation.Prior explainPrior() {
        List<Explanation.Block> around = new ArrayList<>();
        if (blocks != null) {
            double scale = Decay.backward(now, policy.halfLives.block);
            for (int level = blocks.dropped(); level >= 1; level--) {
                BlockPage.Sum sum = evidence.page().sum(level, blocks.tail());
                around.add(new Explanation.Block(
                        blocks.prefix(level),
                        sum.members(),
                        sum.bad() * scale,
                        sum.good() * scale,
                        around(level).probability()));
            }
        }
        return new Explanation.Prior(withoutBlocks(), probability, strength, List.copyOf(around), inherited);
    }

    /** The number's own evidence. */
    Reading reading() {
        return reading;
    }

    /** The uncalibrated probability; to be called after {@link #risk}. */
    double raw() {
        return raw;
    }

    Assessment assess() {
        return assess(true);
    }

    /** The same without what explains it. */
    Assessment gist() {
        return assess(false);
    }

    private Assessment assess(boolean explained) {
        double risk = risk();
        // A network that vouches for the caller's right to the number has seen this call; a wave of others has not.
        boolean forged = evidence.number().verstat() != Verstat.PASSED_A && forged();
        boolean suspected = forged
                || evidence.number().verstat() == Verstat.FAILED
                || (shape != null && shape.compareTo(SpoofTell.Strength.MEDIUM) >= 0);
        double confidence = confidence();
        Level level = level(suspected, confidence);
        Assessment.BlockView view = view();
        return new Assessment(
                risk,
                confidence,
                level,
                action(level, suspected),
                reading.prevailing(),
                explained ? reading.shares() : Map.of(),
                view,
                suspected,
                explained ? reasons(level, forged, view) : List.of());
    }

    /** The strongest tell of a forged number, null if there is none. */
    private SpoofTell.@Nullable Strength shape() {
        SpoofTell.Strength strongest =
                evidence.number().kind() == NumberKind.IMPOSSIBLE ? SpoofTell.Strength.STRONG : null;
        for (SpoofTell tell : evidence.number().tells()) {
            SpoofTell.Strength found = tell.type().strength();
            if (strongest == null || found.compareTo(strongest) > 0) {
                strongest = found;
            }
        }
        return strongest;
    }

    private void prior() {
        BlockPrior prior = around(1);
        support = prior.support();
        probability = prior.probability();
        strength = prior.strength();
        RegistryRule registry = policy.registry;
        switch (evidence.standing()) {
            case OFFICIAL -> registered(registry.officialPrior(), registry.officialStrength());
            case BUSINESS -> registered(registry.businessPrior(), registry.businessStrength());
            case COLLECTOR -> registered(registry.collectorPrior(), registry.collectorStrength());
            case NONE -> {
                inherit();
                if (shape == SpoofTell.Strength.STRONG) {
                    probability = Math.max(probability, policy.spoofing.strongPrior());
                }
            }
        }
    }

    /** Lets the company that a number keeps speak, where nobody official stands behind it. */
    private void inherit() {
        Inheritance inheritance = evidence.inheritance();
        if (inheritance != null) {
            double lifted = inheritance.lift(probability);
            inherited = lifted - probability;
            probability = lifted;
        }
    }

    private void registered(double itsProbability, double itsStrength) {
        probability = itsProbability;
        strength = itsStrength;
        support = 0;
    }

    /** The prior after the blocks from the widest down to {@code narrowest}. */
    private BlockPrior around(int narrowest) {
        BlockPrior prior = new BlockPrior(policy, evidence.number().kind());
        if (blocks == null) {
            return prior;
        }
        double scale = Decay.backward(now, policy.halfLives.block);
        double own = 1 - policy.blocks.ownShare();
        Member member = evidence.tally().member();
        for (int level = blocks.dropped(); level >= narrowest; level--) {
            BlockPage.Sum sum = evidence.page().sum(level, blocks.tail());
            // Nobody counts for more than one member, even while sums of another policy are being made anew.
            prior.narrow(
                    level,
                    Math.min(sum.members(), Math.max(0, sum.bad() - own * member.bad()) * scale),
                    Math.min(sum.members(), Math.max(0, sum.good() - own * member.good()) * scale));
        }
        return prior;
    }

    /**
     * Whether calls that show the number are probably forged: a wave of bad reports that the number's record does not
     * explain. For numbers without an owner on record, that takes people who know it as good.
     */
    private boolean forged() {
        SpoofRule rule = policy.spoofing;
        double excess = Math.max(0, reading.surge() - bad * rule.background());
        double square = excess * excess;
        double suspicion = square / (square + rule.scale() * rule.scale());
        if (evidence.standing() != Standing.OFFICIAL) {
            suspicion *= good > 0 ? good / (good + bad) : 0;
        }
        return suspicion >= rule.threshold();
    }

    private double confidence() {
        double known = bad + reading.good() + 0.5 * Math.min(support, policy.blocks.blockScale());
        if (evidence.standing() != Standing.NONE) {
            known += strength;
        }
        if (shape == SpoofTell.Strength.STRONG) {
            known += policy.spoofing.strongEvidence();
        }
        return known / (known + 2);
    }

    private Level level(boolean suspected, double confidence) {
        if (evidence.standing() == Standing.OFFICIAL) {
            return suspected || bad >= policy.registry.trustedBelow() ? Level.LOW : Level.TRUSTED;
        }
        Level level = policy.levels.step(
                evidence.tally().level(),
                raw,
                reading.established(),
                evidence.tally().networks());
        // All withheld numbers share one tally: what some of them did says nothing certain of the next.
        if (level == Level.HIGH && evidence.number().kind() == NumberKind.WITHHELD) {
            level = Level.ELEVATED;
        }
        if (level != Level.LOW) {
            return level;
        }
        if (shape == SpoofTell.Strength.STRONG) {
            return Level.ELEVATED;
        }
        return switch (evidence.standing()) {
            case BUSINESS -> suspected || bad >= policy.registry.trustedBelow() ? Level.LOW : Level.TRUSTED;
            case COLLECTOR -> Level.LOW;
            default -> confidence < policy.levels.unknownBelow() ? Level.UNKNOWN : Level.LOW;
        };
    }

    private static Action action(Level level, boolean suspected) {
        return switch (level) {
            case HIGH -> Action.BLOCK;
            case ELEVATED -> Action.WARN;
            default -> suspected ? Action.WARN : Action.ALLOW;
        };
    }

    private Assessment.@Nullable BlockView view() {
        if (blocks == null || evidence.page().isEmpty()) {
            return null;
        }
        int members = shown().members();
        if (members == 0) {
            return null;
        }
        int level = Math.min(SHOWN_LEVEL, blocks.dropped());
        return new Assessment.BlockView(
                blocks.prefix(level), policy.levels.risk(around(level).probability()), members);
    }

    private List<Assessment.Reason> reasons(Level level, boolean forged, Assessment.@Nullable BlockView view) {
        Reasons reasons = new Reasons();
        reasons.registry(evidence.standing(), forged);
        reasons.shape(evidence.number());
        if (!evidence.tally().isEmpty()) {
            double effect = Reasons.distance(raw, raw(probability, strength, 0, good));
            reasons.reports(evidence.tally(), reading, now, effect);
            reasons.friends(
                    evidence.tally(), reading, level, Reasons.distance(raw, raw(probability, strength, bad, 0)));
        }
        if (evidence.standing() == Standing.NONE && evidence.inheritance() != null) {
            double say = strength / (strength + bad + good);
            reasons.campaign(evidence.inheritance(), Reasons.distance(probability, probability - inherited) * say);
        }
        if (evidence.standing() == Standing.NONE) {
            if (view != null && view.numbers() > (evidence.tally().member().counted() ? 1 : 0)) {
                double say = strength / (strength + bad + good);
                reasons.block(view, clean(), Reasons.distance(probability - inherited, withoutBlocks()) * say);
            } else if (evidence.tally().isEmpty()) {
                reasons.kind(evidence.number().kind());
            }
        }
        return reasons.sorted();
    }

    private BlockPage.Sum shown() {
        return blocks == null
                ? BlockPage.Sum.ZERO
                : evidence.page().sum(Math.min(SHOWN_LEVEL, blocks.dropped()), blocks.tail());
    }

    private boolean clean() {
        BlockPage.Sum sum = shown();
        return sum.good() >= sum.bad();
    }

    private double withoutBlocks() {
        BlockPrior prior = new BlockPrior(policy, evidence.number().kind());
        prior.narrowAlone(blocks == null ? 0 : blocks.dropped(), 0, 0);
        return prior.probability();
    }

    private static double raw(double probability, double strength, double bad, double good) {
        return (strength * probability + bad) / (strength + bad + good);
    }
}

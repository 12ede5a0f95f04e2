package org.zhenhao.score;

import org.zhenhao.number.NumberKind;

/**
 * The state of taking a number's live opinions one after the other, in the order of their contacts.
 *
 * <p>An opinion's weight is reduced by what came before it: others from its network, a burst within the hour, and, for
 * reporters without a track record, what such reporters have said already. All of this depends on the sequence alone, so the state
 * after it is the same bits however often it is computed.
 *
 * <p>The level is stepped here too, for its hysteresis, but from the number's own opinions under the prior of
 * its kind, as though nobody else in its blocks had been reported, and without the registry: a neighbour's reports must not
 * change a stored tally. {@link Scorer} takes the last step, with the blocks and the registry.
 */
final class Fold {
    private static final int LEVELS = 4;
    private static final double NOTHING = 0x1p-40;
    private static final int SKETCH_SHIFT = Long.SIZE - 5;

    private final Policy policy;
    private final NumberKind kind;
    private final boolean official;
    private final Tally.Parts parts;
    private final NetworkCounts counts;
    private double burst;
    private double byNetwork = 1;
    private double byBurst = 1;
    private double byProbation = 1;

    Fold(Policy policy, NumberKind kind, boolean official) {
        this(policy, kind, official, new Tally.Parts(), new NetworkCounts(policy.halfLives.network));
    }

    private Fold(Policy policy, NumberKind kind, boolean official, Tally.Parts parts, NetworkCounts counts) {
        this.policy = policy;
        this.kind = kind;
        this.official = official;
        this.parts = parts;
        this.counts = counts;
    }

    Fold copy() {
        Fold copy = new Fold(policy, kind, official, copy(parts), counts.copy());
        copy.burst = burst;
        return copy;
    }

    private static Tally.Parts copy(Tally.Parts from) {
        Tally.Parts to = new Tally.Parts();
        System.arraycopy(from.mass, 0, to.mass, 0, Category.COUNT);
        to.newBad = from.newBad;
        to.newGood = from.newGood;
        to.surge = from.surge;
        to.networks = from.networks;
        to.negative = from.negative;
        to.positive = from.positive;
        to.first = from.first;
        to.last = from.last;
        to.lastNegative = from.lastNegative;
        to.level = from.level;
        to.member = from.member;
        return to;
    }

    Tally tally() {
        return new Tally(parts);
    }

    /** Whether an opinion leaves a trace. */
    static boolean matters(Opinion opinion) {
        return opinion.state() == Opinion.State.LIVE || opinion.state() == Opinion.State.OVERRULED;
    }

    /**
     * Takes the next opinion, which must not lie before the one taken last. One that was overruled weighs nothing, but
     * others from its network still count as coming after it: those who list a number again have to come from elsewhere.
     */
    void take(Opinion opinion) {
        if (opinion.state() == Opinion.State.LIVE) {
            takeLive(opinion);
        } else if (opinion.state() == Opinion.State.OVERRULED && opinion.tier().personal()) {
            counts.next(opinion.network(), opinion.category().negative(), opinion.at());
        }
    }

    private void takeLive(Opinion opinion) {
        boolean first = parts.negative + parts.positive == 0;
        roll(opinion.at(), first);
        double badBefore = bad();
        double goodBefore = good();
        boolean negative = opinion.category().negative();
        double weight = reduced(opinion, negative);
        add(opinion, negative, weight);
        contribute(opinion.at(), bad(), badBefore, good(), goodBefore);
        if (negative) {
            parts.negative++;
            parts.lastNegative = opinion.at();
        } else {
            parts.positive++;
        }
        step();
    }

    private void roll(long at, boolean first) {
        if (first) {
            parts.first = at;
        }
        long age = at - parts.last;
        parts.last = at;
        if (first || age == 0) {
            return;
        }
        HalfLives halfLives = policy.halfLives;
        for (int c = 0; c < Category.COUNT; c++) {
            if (parts.mass[c] != 0) {
                parts.mass[c] = left(parts.mass[c], age, halfLives.of(c));
            }
        }
        parts.newBad = left(parts.newBad, age, halfLives.probation);
        parts.newGood = left(parts.newGood, age, halfLives.probation);
        parts.surge = left(parts.surge, age, halfLives.surge);
        burst = left(burst, age, halfLives.burst);
        if (bad() < policy.intake.networksKeptAbove()) {
            parts.networks = 0;
        }
        step();
    }

    private static double left(double value, long age, double halfLife) {
        double left = value * Decay.left(age, halfLife);
        return left < NOTHING ? 0 : left;
    }

    private double reduced(Opinion opinion, boolean negative) {
        byNetwork = 1;
        byBurst = 1;
        byProbation = 1;
        if (!opinion.tier().personal()) {
            return opinion.weight();
        }
        IntakeRule intake = policy.intake;
        double before = counts.next(opinion.network(), negative, opinion.at());
        double weight = opinion.weight();
        if (before > 0) {
            byNetwork = Decay.exp2(-before * intake.networkHalvings());
            weight *= byNetwork;
        }
        byBurst = Math.min(1, intake.burstFree() / (1 + burst));
        weight *= byBurst;
        burst++;
        if (opinion.tier() == Opinion.Tier.NEW) {
            double said = negative ? parts.newBad / intake.newCap() : parts.newGood / intake.newGoodCap();
            byProbation = Math.max(0, 1 - said);
            weight *= byProbation;
        }
        return weight;
    }

    /** By what the opinion taken last was reduced because of others from its network, 0 to 1. */
    double byNetwork() {
        return byNetwork;
    }

    /** By what it was reduced because of others within the hour, 0 to 1. */
    double byBurst() {
        return byBurst;
    }

    /** By what it was reduced because of what other new reporters had said, 0 to 1. */
    double byProbation() {
        return byProbation;
    }

    private void add(Opinion opinion, boolean negative, double weight) {
        double established = weight;
        if (opinion.tier() == Opinion.Tier.NEW) {
            established *= policy.intake.newShare();
            if (negative) {
                parts.newBad += weight;
            } else {
                parts.newGood += weight;
            }
        }
        parts.mass[opinion.category().code()] += established;
        cap();
        if (negative) {
            parts.surge += weight;
            parts.networks |= 1 << ((origin(opinion) * 0x9e3779b97f4a7c15L) >>> SKETCH_SHIFT);
        }
    }

    // A vouched source knows no networks; the operator answers for its complaints coming from different people.
    private static long origin(Opinion opinion) {
        return opinion.network() == 0 && opinion.tier() == Opinion.Tier.VOUCHED
                ? opinion.reporter()
                : opinion.network();
    }

    private void cap() {
        IntakeRule intake = policy.intake;
        double established = established();
        if (established > intake.badCap()) {
            double share = intake.badCap() / established;
            for (int c = 1; c < Category.COUNT; c++) {
                parts.mass[c] *= share;
            }
        }
        if (!official && parts.mass[0] > intake.goodCap()) {
            parts.mass[0] = intake.goodCap();
        }
    }

    private void contribute(long at, double bad, double badBefore, double good, double goodBefore) {
        if (official) {
            return;
        }
        double scale = Decay.forward(at, policy.halfLives.block);
        parts.member = new Member(
                contribution(parts.member.bad(), membership(bad) - membership(badBefore), scale),
                contribution(parts.member.good(), membership(good) - membership(goodBefore), scale),
                true);
    }

    // No number ever counts for more than one member of its block.
    private static double contribution(double before, double more, double scale) {
        return Math.min(scale, before + Math.max(0, more) * scale);
    }

    private double membership(double evidence) {
        return evidence / (evidence + policy.blocks.memberScale());
    }

    private void step() {
        if (official) {
            return;
        }
        BlockPrior prior = new BlockPrior(policy, kind);
        if (usuallyInBlocks()) {
            double scale = Decay.backward(parts.last, policy.halfLives.block) * policy.blocks.ownShare();
            prior.narrowAlone(LEVELS, parts.member.bad() * scale, parts.member.good() * scale);
        }
        double strength = prior.strength();
        double bad = bad();
        double raw = (strength * prior.probability() + bad) / (strength + bad + policy.intake.goodWeight() * good());
        parts.level = policy.levels.step(parts.level, raw, established(), parts.networks);
    }

    private boolean usuallyInBlocks() {
        return switch (kind) {
            case WITHHELD,
                    IMPOSSIBLE,
                    SENDER_ID,
                    EMERGENCY,
                    PUBLIC_SERVICE,
                    CARRIER_SERVICE,
                    LOCAL_FIXED,
                    SERVICE_95,
                    SERVICE_96 -> false;
            default -> true;
        };
    }

    private double established() {
        double sum = 0;
        for (int c = 1; c < Category.COUNT; c++) {
            sum += parts.mass[c];
        }
        return sum;
    }

    private double bad() {
        return established() + parts.newBad;
    }

    private double good() {
        return parts.mass[0] + parts.newGood;
    }

    /** Forgets what cannot matter to opinions after the last one taken. */
    void prune() {
        counts.prune(parts.last);
    }

    void write(ByteWriter out) {
        tally().write(out);
        out.number(burst);
        counts.write(out);
    }

    static Fold read(ByteReader in, Policy policy, NumberKind kind, boolean official) {
        Tally.Parts parts = Tally.read(in);
        double burst = in.number();
        Fold fold = new Fold(policy, kind, official, parts, NetworkCounts.read(in, policy.halfLives.network));
        fold.burst = burst;
        return fold;
    }
}

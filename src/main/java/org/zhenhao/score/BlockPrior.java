package org.zhenhao.score;

import org.zhenhao.number.NumberKind;

/**
 * The prior of a number, narrowed from its kind through the blocks around it, widest first.
 *
 * <p>It is density times quality: the share of bad numbers in a block, shrunk to the share in the wider one, and how
 * far the reported members are bad rather than disputed. Density alone would make the ranges of honest
 * collectors look like those of abusive ones. A bad number calls strangers far more often than others do, which is
 * why the share of bad numbers is not yet the chance that a call is bad.
 */
final class BlockPrior {
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000};

    /** Share of numbers in use for which the block weights were fitted. */
    private static final double USUAL_USE = 0.3;

    private final BlockRule rule;
    private final KindPrior kind;
    private final double scale;
    private double share;
    private double quality;
    private double support;

    BlockPrior(Policy policy, NumberKind numberKind) {
        rule = policy.blocks;
        kind = policy.kind(numberKind);
        scale = kind.used() / USUAL_USE;
        share = kind.root();
        quality = rule.quality();
    }

    /** Goes on to the block that drops {@code level} digits, with its decayed sums of bad and good members. */
    void narrow(int level, double bad, double good) {
        double weight = rule.weight(level) * scale;
        double size = kind.used() * POWERS[level];
        share = Math.min(rule.mostShare(), (weight * share + bad) / (weight + Math.max(size, bad + good)));
        double known = rule.qualityWeight();
        quality = (known * quality + bad) / (known + bad + rule.qualityGood() * good);
        if (level <= 2) {
            support = Math.max(support, bad + good);
        }
    }

    /** Goes through {@code levels} blocks in which nobody but the number itself was reported. */
    void narrowAlone(int levels, double bad, double good) {
        for (int level = levels; level >= 1; level--) {
            narrow(level, bad, good);
        }
    }

    /** The chance that a call is unwanted, before any evidence on the number itself. */
    double probability() {
        double odds = share * kind.odds();
        double bad = odds / (odds + 1 - share) * quality;
        return Math.min(rule.most(), Math.max(rule.least(), bad));
    }

    /** How many reports the prior is worth. */
    double strength() {
        return rule.strength() + rule.blockStrength() * support / (support + rule.blockScale());
    }

    /** Evidence from the ten and the hundred around the number, in members. */
    double support() {
        return support;
    }
}

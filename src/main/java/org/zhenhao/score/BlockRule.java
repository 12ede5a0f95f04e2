package org.zhenhao.score;

/** How the blocks around a number make its prior. */
record BlockRule(
        double weight1,
        double weight2,
        double weight3,
        double weight4,
        double memberScale,
        double ownShare,
        double quality,
        double qualityWeight,
        double qualityGood,
        double mostShare,
        double least,
        double most,
        double strength,
        double blockStrength,
        double blockScale) {
    private static final double MOST_WEIGHT = 1e6;

    static BlockRule read(PolicySource source) {
        BlockRule rule = new BlockRule(
                source.number("block.weight-1", 12, 0.1, MOST_WEIGHT),
                source.number("block.weight-2", 50, 0.1, MOST_WEIGHT),
                source.number("block.weight-3", 300, 0.1, MOST_WEIGHT),
                source.number("block.weight-4", 1500, 0.1, MOST_WEIGHT),
                source.number("block.member-scale", 2, 0.01, 100),
                source.number("block.own-share", 0.3, 0, 1),
                source.number("block.quality", 0.9, 0, 1),
                source.number("block.quality-weight", 6, 0.01, 1000),
                source.number("block.quality-good", 3, 0, 100),
                source.number("block.most-share", 0.95, 0.01, 0.999),
                source.number("prior.least", 0.01, 1e-6, 0.999),
                source.number("prior.most", 0.85, 1e-6, 0.999),
                source.number("prior.strength", 1.3, 0.01, 1000),
                source.number("prior.block-strength", 4, 0, 1000),
                source.number("prior.block-scale", 8, 0.01, 1000));
        source.inOrder("prior.least", "prior.most");
        return rule;
    }

    double weight(int level) {
        return switch (level) {
            case 1 -> weight1;
            case 2 -> weight2;
            case 3 -> weight3;
            default -> weight4;
        };
    }
}

package org.zhenhao.score;

/** How an opinion's weight becomes evidence. */
record IntakeRule(
        double vouchedWeight,
        double badCap,
        double goodCap,
        double newCap,
        double newGoodCap,
        double newShare,
        double burstFree,
        double networkHalvings,
        double networksKeptAbove,
        double goodWeight,
        double goodwill) {
    static IntakeRule read(PolicySource source) {
        return new IntakeRule(
                source.number("weight.vouched", 0.6, 0, Opinion.MOST_WEIGHT),
                source.number("cap.bad", 14, 0.1, 1000),
                source.number("cap.good", 14, 0.1, 1000),
                source.number("cap.new-reporters", 1.2, 0.01, 1000),
                source.number("cap.new-reporters-good", 1.2, 0.01, 1000),
                source.number("weight.new-reporter-category-share", 0.02, 0, 1),
                source.number("weight.burst-free", 4, 1, 1e6),
                source.number("weight.network-halvings", 1, 0, 10),
                source.number("weight.networks-kept-above", 0.3, 0, 100),
                source.number("weight.legitimate", 2, 0.1, 100),
                source.number("appeal.goodwill", 4, 0, Opinion.MOST_GOODWILL));
    }
}

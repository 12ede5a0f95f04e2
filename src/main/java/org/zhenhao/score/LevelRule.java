package org.zhenhao.score;

/**
 * How evidence becomes a risk, and a risk a level.
 *
 * <p>Thresholds are risks; they are kept as the uncalibrated values that stand for them, so that the level a tally
 * stores does not hang on how a processor rounds logarithms.
 */
record LevelRule(
        double slope,
        double intercept,
        double elevatedIn,
        double elevatedOut,
        double highIn,
        double highOut,
        double highEvidence,
        double highEvidenceOut,
        int highNetworks,
        double unknownBelow) {

    static LevelRule read(PolicySource source) {
        double slope = source.number("calibration.slope", 1.25, 0.01, 100);
        double intercept = source.number("calibration.intercept", 0, -20, 20);
        double elevatedIn = source.number("level.elevated-in", 0.55, 0.01, 0.99);
        double elevatedOut = source.number("level.elevated-out", 0.45, 0.01, 0.99);
        double highIn = source.number("level.high-in", 0.80, 0.01, 0.99);
        double highOut = source.number("level.high-out", 0.65, 0.01, 0.99);
        source.inOrder("level.elevated-out", "level.elevated-in");
        source.inOrder("level.high-out", "level.high-in");
        source.inOrder("level.elevated-in", "level.high-in");
        source.inOrder("level.elevated-out", "level.high-out");
        double evidence = source.number("level.high-evidence", 0.7, 0, 100);
        double evidenceOut = source.number("level.high-evidence-out", 0.35, 0, 100);
        source.inOrder("level.high-evidence-out", "level.high-evidence");
        return new LevelRule(
                slope,
                intercept,
                uncalibrated(elevatedIn, slope, intercept),
                uncalibrated(elevatedOut, slope, intercept),
                uncalibrated(highIn, slope, intercept),
                uncalibrated(highOut, slope, intercept),
                evidence,
                evidenceOut,
                (int) source.number("level.high-networks", 3, 1, Integer.SIZE),
                source.number("level.unknown-below-confidence", 0.1, 0, 1));
    }

    /** The calibrated probability, 0 to 1, for an uncalibrated one above 0 and below 1. */
    double risk(double raw) {
        return 1 / (1 + Math.exp(-(slope * Math.log(raw / (1 - raw)) + intercept)));
    }

    /**
     * The level after one look at the evidence. {@link Level#HIGH} takes established evidence from several networks, and
     * lasts only while some of it does: neither neighbours nor new accounts alone ever give it. A number that
     * falls out of {@code HIGH} is measured against the upper threshold of {@code ELEVATED}, like a new one.
     *
     * @param before level at the look before
     * @param raw uncalibrated probability now
     * @param established evidence of reporters with a track record now
     * @param networks sketch of the networks that reported it as unwanted
     */
    Level step(Level before, double raw, double established, int networks) {
        if (before == Level.HIGH && raw >= highOut && established >= highEvidenceOut) {
            return Level.HIGH;
        }
        if (raw >= highIn && established >= highEvidence && Integer.bitCount(networks) >= highNetworks) {
            return Level.HIGH;
        }
        return raw >= (before == Level.ELEVATED ? elevatedOut : elevatedIn) ? Level.ELEVATED : Level.LOW;
    }

    private static double uncalibrated(double risk, double slope, double intercept) {
        double logit = (StrictMath.log(risk / (1 - risk)) - intercept) / slope;
        return 1 / (1 + StrictMath.exp(-logit));
    }
}

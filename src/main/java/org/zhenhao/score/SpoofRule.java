package org.zhenhao.score;

/** When calls that show a number are thought to be forged. */
record SpoofRule(double background, double scale, double threshold, double strongPrior, double strongEvidence) {
    static SpoofRule read(PolicySource source) {
        return new SpoofRule(
                source.number("spoof.background", 0.1, 0, 1),
                source.number("spoof.scale", 1.5, 0.01, 100),
                source.number("spoof.threshold", 0.5, 0.01, 0.999),
                source.number("spoof.strong-shape-prior", 0.6, 0.01, 0.85),
                source.number("spoof.strong-shape-evidence", 2, 0, 100));
    }
}

package org.zhenhao.score;

/** What the registry's word is worth. */
record RegistryRule(
        double officialStrength,
        double officialPrior,
        double officialMost,
        double businessStrength,
        double businessPrior,
        double collectorStrength,
        double collectorPrior,
        double trustedBelow) {
    private static final double MOST_STRENGTH = 1000;

    static RegistryRule read(PolicySource source) {
        return new RegistryRule(
                source.number("registry.official-strength", 30, 0.1, MOST_STRENGTH),
                source.number("registry.official-prior", 0.01, 1e-6, 0.5),
                source.number("registry.official-most", 0.3, 1e-6, 0.5),
                source.number("registry.business-strength", 8, 0.1, MOST_STRENGTH),
                source.number("registry.business-prior", 0.03, 1e-6, 0.999),
                source.number("registry.collector-strength", 4, 0.1, MOST_STRENGTH),
                source.number("registry.collector-prior", 0.3, 1e-6, 0.999),
                source.number("registry.trusted-below", 1, 0, 100));
    }
}

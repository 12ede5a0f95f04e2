package org.zhenhao.conduct;

import java.util.ArrayList;
import java.util.List;

/**
 * What people reported of a number's conduct within half a year, each with one voice.
 *
 * @param people how many reported any fact
 * @param counts how many reported each fact, by its place in {@link ConductFact}
 * @param last Unix second of the latest contact it was reported of
 */
public record Conduct(int people, List<Integer> counts, long last) {
    /** A fact counts against a rule when so many people report it. */
    static final int LEAST_PEOPLE = 3;

    /** How many people reported a fact. */
    public int of(ConductFact fact) {
        return counts.get(fact.ordinal());
    }

    /**
     * A rule that contacts were probably against.
     *
     * @param people how many reported a fact against it, at the least
     */
    public record Breach(RuleSet.Rule rule, int people) {}

    /** The rules of a set that several people report contacts against. */
    public List<Breach> breaches(RuleSet set) {
        List<Breach> breaches = new ArrayList<>();
        for (RuleSet.Rule rule : set.rules()) {
            int most = 0;
            for (ConductFact fact : ConductFact.values()) {
                most = rule.about(fact) ? Math.max(most, of(fact)) : most;
            }
            if (most >= LEAST_PEOPLE) {
                breaches.add(new Breach(rule, most));
            }
        }
        return breaches;
    }
}

package org.zhenhao.conduct;

import java.util.ArrayList;
import java.util.Collections;
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

    /** People of whom a contact book was called, at the least, wherever that is said; how many there were is not told. */
    static final int CONTACT_BOOK = 5;

    /**
     * The conduct of a number of which no facts are told.
     *
     * @param last Unix second of its latest contact
     */
    public static Conduct untold(long last) {
        return new Conduct(0, Collections.nCopies(ConductFact.values().length, 0), last);
    }

    /** The rules of a set that several people report contacts against. */
    public List<Breach> breaches(RuleSet set) {
        return breaches(set, false);
    }

    /**
     * The rules of a set that contacts are probably against.
     *
     * @param thirdParties whether people who do not know each other were contacted about one matter
     */
    public List<Breach> breaches(RuleSet set, boolean thirdParties) {
        List<Breach> breaches = new ArrayList<>();
        for (RuleSet.Rule rule : set.rules()) {
            int most = thirdParties && rule.about(ConductFact.THIRD_PARTY_TOLD) ? CONTACT_BOOK : 0;
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

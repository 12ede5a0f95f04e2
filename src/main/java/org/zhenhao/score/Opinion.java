package org.zhenhao.score;

/**
 * What one reporter holds of one number: his newest report on it, reduced to what the tally needs.
 *
 * @param order breaks ties between opinions of the same second and names the report within its number; any 64 bits
 * @param reporter the reporter's pseudonym, cut to 64 bits
 * @param network pseudonym of the network he reported from, 64 bits; 0 if unknown
 * @param category what he says
 * @param at time of the contact, Unix seconds, 0 to {@link #LATEST}
 * @param weight what the report weighs before the number's own history reduces it, 0 to 1.2; fixed when it was accepted
 * @param tier how the reporter's standing lets the weight count
 * @param state whether it counts at all
 */
public record Opinion(
        long order, long reporter, long network, Category category, long at, double weight, Tier tier, State state)
        implements Comparable<Opinion> {

    /** What an opinion weighs at the most. */
    public static final double MOST_WEIGHT = 1.2;

    /** The latest time of contact, in Unix seconds: the end of the year 2100. Sums scaled to a landmark stay finite until then. */
    public static final long LATEST = 4_133_980_799L;

    /** @throws IllegalArgumentException if the time or the weight is out of range */
    public Opinion {
        if (at < 0 || at > LATEST) {
            throw new IllegalArgumentException("time of contact " + at + " lies outside 1970 to 2100");
        }
        if (!(weight >= 0 && weight <= MOST_WEIGHT)) {
            throw new IllegalArgumentException("weight " + weight + " lies outside 0 to " + MOST_WEIGHT);
        }
    }

    /** How the reporter's standing lets the weight count. */
    public enum Tier {
        /** No track record yet: new reporters are capped together. */
        NEW,
        /** A track record of agreement. */
        ESTABLISHED,
        /** A source without single reporters that the operator vouches for, such as an authority's complaint file. */
        VOUCHED
    }

    /** Whether an opinion counts. */
    public enum State {
        LIVE,
        /** Taken back by its reporter. It stays known, so that an older report that arrives later does not take its place. */
        WITHDRAWN,
        /** Held back by the model or a moderator. */
        SUPPRESSED
    }

    /** Orders by time of contact, then by {@link #order}: the order in which a tally takes opinions, whatever the order of arrival. */
    @Override
    public int compareTo(Opinion other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    /** This opinion in another state. */
    public Opinion in(State newState) {
        return new Opinion(order, reporter, network, category, at, weight, tier, newState);
    }
}

package org.zhenhao.score;

/**
 * What one reporter holds of one number: his newest report on it, reduced to what the tally needs.
 *
 * @param order breaks ties between opinions of the same second and names the report within its number; any 64 bits
 * @param reporter the reporter's pseudonym, cut to 64 bits
 * @param network pseudonym of the network he reported from, 64 bits; 0 if unknown
 * @param category what he says
 * @param at time of the contact, Unix seconds, 0 to {@link #LATEST}
 * @param weight what the report weighs before the number's own history reduces it, 0 to 1.2, or to 14 for
 *     {@link Tier#GOODWILL}; fixed when it was accepted
 * @param tier how the reporter's standing lets the weight count
 * @param state whether it counts at all
 */
public record Opinion(
        long order, long reporter, long network, Category category, long at, double weight, Tier tier, State state)
        implements Comparable<Opinion> {

    /** What an opinion weighs at the most. */
    public static final double MOST_WEIGHT = 1.2;

    /** What an upheld appeal weighs at the most. */
    public static final double MOST_GOODWILL = 14;

    /** The latest time of contact, in Unix seconds: the end of the year 2100. Sums scaled to a landmark stay finite until then. */
    public static final long LATEST = 4_133_980_799L;

    /** @throws IllegalArgumentException if the time or the weight is out of range */
    public Opinion {
        if (at < 0 || at > LATEST) {
            throw new IllegalArgumentException("time of contact " + at + " lies outside 1970 to 2100");
        }
        double most = tier == Tier.GOODWILL ? MOST_GOODWILL : MOST_WEIGHT;
        if (!(weight >= 0 && weight <= most)) {
            throw new IllegalArgumentException("weight " + weight + " lies outside 0 to " + most);
        }
    }

    /** How the reporter's standing lets the weight count. */
    public enum Tier {
        /** No track record yet: new reporters are capped together. */
        NEW(0),
        /** A track record of agreement. */
        ESTABLISHED(1),
        /** A source without single reporters that the operator vouches for, such as an authority's complaint file. */
        VOUCHED(2),
        /** No reporter at all: what a number is credited with after an appeal was upheld. */
        GOODWILL(3);

        /** How many tiers there are. */
        static final int COUNT = 4;

        private final int code;

        Tier(int code) {
            this.code = code;
        }

        /** Whether a reporter stands behind the opinion whose conduct can be judged. */
        public boolean personal() {
            return this == NEW || this == ESTABLISHED;
        }

        /** The number that stands for this tier in the store, 0 to 3. */
        public int code() {
            return code;
        }

        /**
         * The tier with the given store code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Tier ofCode(int code) {
            return switch (code) {
                case 0 -> NEW;
                case 1 -> ESTABLISHED;
                case 2 -> VOUCHED;
                case 3 -> GOODWILL;
                default -> throw new IllegalArgumentException("no tier has code " + code);
            };
        }
    }

    /** Whether an opinion counts. */
    public enum State {
        LIVE(0),
        /** Taken back by its reporter. It stays known, so that an older report that arrives later does not take its place. */
        WITHDRAWN(1),
        /** Held back by the model or a moderator. */
        SUPPRESSED(2),
        /** Overruled by an appeal that was upheld, with all that the same reporter says of the number from then on. */
        OVERRULED(3);

        /** How many states there are. */
        static final int COUNT = 4;

        private final int code;

        State(int code) {
            this.code = code;
        }

        /** The number that stands for this state in the store, 0 to 3. */
        public int code() {
            return code;
        }

        /**
         * The state with the given store code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static State ofCode(int code) {
            return switch (code) {
                case 0 -> LIVE;
                case 1 -> WITHDRAWN;
                case 2 -> SUPPRESSED;
                case 3 -> OVERRULED;
                default -> throw new IllegalArgumentException("no state has code " + code);
            };
        }
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

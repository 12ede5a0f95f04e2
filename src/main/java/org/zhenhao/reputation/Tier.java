package org.zhenhao.reputation;

import java.util.Locale;

/** Who answered a lookup: the slowest of the tiers it had to ask. In order, the fastest first. */
public enum Tier {
    /** Nobody: it is known without a look that there is nothing. */
    FILTER,
    /** This replica's memory. */
    NEAR,
    /** Redis. */
    REDIS,
    /** The relational store. */
    STORE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in metrics. */
    public String wire() {
        return wire;
    }

    /** The slower of two. */
    Tier slower(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

package org.zhenhao.redis;

import java.util.Locale;

/** What can go wrong between this replica and Redis. None of it reaches a caller. */
public enum RedisFault {
    /** There is no connection. */
    DISCONNECTED,
    /** No reply within the budget. */
    TIMEOUT,
    /** Redis answered with an error. */
    ERROR,
    /** The key is on its way from one node of a cluster to another. */
    MOVED,
    /** A value under one of our keys that we did not write. */
    GARBAGE,
    /** A write that was refused, lost or not answered. */
    WRITE,
    /** More writes waited than there is room for. */
    OVERFLOW;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in metrics. */
    public String wire() {
        return wire;
    }
}

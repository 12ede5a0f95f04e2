package org.zhenhao.score;

/** What the registry says of a number, as far as the score needs it. */
public enum Standing {
    /** Not registered. */
    NONE,
    /** An institution's official number: reports can show that it is being forged, never that its owner is bad. */
    OFFICIAL,
    /** A verified business. */
    BUSINESS,
    /** An agency that an institution has named as its collector. */
    COLLECTOR
}

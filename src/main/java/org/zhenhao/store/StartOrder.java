package org.zhenhao.store;

/** The order of the steps of a start, as priorities of observers of the start event: lower comes first. */
public final class StartOrder {
    /** The schema is brought up to date; before it no row may be read. */
    public static final int SCHEMA = 10;

    /** The server's secret is held against the one the store was made with. */
    public static final int SECRET = 20;

    /** Rows that the service itself makes at its first start. */
    public static final int FIRST_ROWS = 30;

    /** What is held in memory is loaded; observers after it find it complete. */
    public static final int SNAPSHOTS = 40;

    private StartOrder() {}
}

package org.zhenhao.report;

/**
 * The time of an import: that of the latest contact it has brought. Judgements that fall due on the way are held by it, so that
 * history is judged by what was known three days later, not by all that is known today. Written by one thread.
 */
final class ImportClock {
    private volatile long at;

    /** Unix seconds; 0 before the first report. */
    long at() {
        return at;
    }

    void set(long reached) {
        at = Math.max(at, reached);
    }
}

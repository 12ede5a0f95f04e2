package org.zhenhao.quota;

/** What this replica knows of the shared count of the window that is running. Thread-safe. */
final class SharedWindow {
    private String key = "";
    private long seen;

    /** What the others have added to the count since this replica last asked, given what this one has just added. */
    synchronized long others(String window, long added, long total) {
        if (!window.equals(key)) {
            key = window;
            seen = 0;
        }
        long others = total - seen - added;
        seen = Math.max(seen, total);
        return Math.max(0, others);
    }
}

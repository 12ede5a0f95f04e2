package org.zhenhao.cli;

import java.io.PrintStream;
import java.util.Locale;

/** A line that says how far it is, written over itself. Not thread-safe. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long EVERY_NANOS = 200_000_000L;

    private final PrintStream out;
    private final long total;
    private final long from;
    private final long started = System.nanoTime();
    private long shown;

    /**
     * A bar.
     *
     * @param total bytes there are, 0 if nobody knows
     * @param from bytes that were done in an earlier try
     */
    ProgressBar(PrintStream out, long total, long from) {
        this.out = out;
        this.total = total;
        this.from = from;
    }

    /** Shows how far it is, now and then. */
    void show(long done, long rows) {
        long now = System.nanoTime();
        if (now - shown > EVERY_NANOS) {
            shown = now;
            out.print('\r' + line(done, rows));
            out.flush();
        }
    }

    /** Shows the end. */
    void end(long rows) {
        out.println('\r' + line(total, rows));
    }

    private String line(long done, long rows) {
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        if (total <= 0) {
            return String.format(Locale.ROOT, "%,d rows  %,.0f rows/s ", rows, rows / seconds);
        }
        double share = Math.min(1, (double) done / total);
        int full = (int) (share * WIDTH);
        double perSecond = (done - from) / seconds;
        long left = perSecond <= 0 ? 0 : (long) ((total - done) / perSecond);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d rows  %,.0f rows/s  %d:%02d left ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                share * 100,
                rows,
                rows / seconds,
                left / 60,
                left % 60);
    }
}

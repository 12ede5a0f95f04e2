package org.zhenhao.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in the background, no longer than it takes. */
public final class Eventually {
    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /** Returns once the condition holds; fails if it does not within the time. */
    public static void holds(Duration within, Callable<Boolean> condition) {
        long end = System.nanoTime() + within.toNanos();
        while (!met(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come true within " + within);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean met(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

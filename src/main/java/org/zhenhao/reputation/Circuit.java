package org.zhenhao.reputation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: after some failures in a row it refuses everything but one try per pause, until a try succeeds.
 * Thread-safe.
 */
final class Circuit {
    private final int limit;
    private final long pause;
    private final LongSupplier nanos;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    Circuit(int limit, Duration pause, LongSupplier nanos) {
        this.limit = limit;
        this.pause = pause.toNanos();
        this.nanos = nanos;
    }

    /** Whether the caller may try; while the circuit is open, true for one caller per pause. */
    boolean permits() {
        if (!open()) {
            return true;
        }
        long now = nanos.getAsLong();
        long due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + pause);
    }

    boolean open() {
        return failures.get() >= limit;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        nextTry.set(nanos.getAsLong() + pause);
        failures.updateAndGet(count -> Math.min(count + 1, limit));
    }
}

package org.zhenhao.screening;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps screening out of the way of lookups: while single lookups come in, screening threads work only a part of the time.
 * Thread-safe.
 */
@Singleton
final class Pace {
    private static final long LOOK_EVERY = 50_000_000;
    /** Lookups a second from which on they are given way. */
    private static final double BUSY = 200;

    private static final long LONGEST_PAUSE = 200_000_000;

    private final MeterRegistry metrics;
    private final double share;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private final ThreadLocal<Long> restedAt = ThreadLocal.withInitial(System::nanoTime);
    private volatile long counted;
    private int looks;
    private volatile boolean busy;
    /** Threads that have worked since the last look, and those before that. */
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    private volatile int abreast = 1;

    @Inject
    Pace(MeterRegistry metrics, ScreeningSettings settings) {
        this.metrics = metrics;
        this.share = Math.max(0.01, Math.min(1, settings.busyShare()));
    }

    /** Rests, if lookups are coming in, so long that this thread works only its share of the time. */
    void yield(int rows) {
        long now = System.nanoTime();
        seen.add(Thread.currentThread());
        look(now);
        if (busy) {
            // All threads that screen share what one may have.
            double own = share / abreast;
            long worked = now - restedAt.get();
            long pause = Math.min(LONGEST_PAUSE, (long) (worked * (1 - own) / own));
            LockSupport.parkNanos(pause);
        }
        restedAt.set(System.nanoTime());
    }

    private void look(long now) {
        long before = lookedAt.get();
        if (now - before < LOOK_EVERY || !lookedAt.compareAndSet(before, now)) {
            return;
        }
        long count = 0;
        for (Timer timer : metrics.find("zhenhao.lookup").timers()) {
            count += timer.count();
        }
        busy = (count - counted) * 1e9 / (now - before) > BUSY;
        counted = count;
        if (++looks % 20 == 0) {
            abreast = Math.max(1, seen.size());
            seen.clear();
        } else {
            abreast = Math.max(abreast, seen.size());
        }
    }
}

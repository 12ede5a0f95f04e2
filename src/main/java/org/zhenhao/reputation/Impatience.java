package org.zhenhao.reputation;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes futures that take too long. A timer for each would cost more than most of them take, so one task looks after
 * all, and only while there are any. Thread-safe.
 */
final class Impatience {
    private static final long LOOK_MILLIS = 25;

    private final long patience;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    Impatience(Duration patience) {
        this.patience = patience.toNanos();
    }

    private record Waiting(CompletableFuture<Void> future, long due) {}

    /** Sees to it that a future ends, in time or a moment later. */
    void add(CompletableFuture<Void> future) {
        queue.add(new Waiting(future, System.nanoTime() + patience));
        again();
    }

    private void again() {
        if (!queue.isEmpty() && looking.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::look);
        }
    }

    private void look() {
        try {
            Waiting head = queue.peek();
            while (head != null && (head.future.isDone() || head.due - System.nanoTime() <= 0)) {
                queue.poll();
                head.future.complete(null);
                head = queue.peek();
            }
        } finally {
            looking.set(false);
            again();
        }
    }
}

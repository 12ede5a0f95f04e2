package org.zhenhao.reputation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what other replicas write: reads the change log every few milliseconds and outdates what the caches hold.
 *
 * <p>Redis is told first and the near cache second: a lookup that misses the near cache must not find in Redis what it
 * just lost.
 */
final class ChangeFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChangeFollower.class);
    private static final int BATCH = 1_000;

    private final ChangeReader log;
    private final NearItems near;
    private final @Nullable Consumer<List<ChangeReader.Raised>> redis;
    private final ScheduledExecutorService thread;
    private volatile long last;
    private volatile long caughtUpAt = System.nanoTime();
    private volatile long behind;
    private volatile boolean failing;

    /**
     * Makes a follower.
     *
     * @param redis tells Redis of changes, and returns when Redis knows or is known not to know
     */
    ChangeFollower(ChangeReader log, NearItems near, @Nullable Consumer<List<ChangeReader.Raised>> redis) {
        this.log = log;
        this.near = near;
        this.redis = redis;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "change-follower");
            made.setDaemon(true);
            return made;
        });
    }

    /** Starts at the end of the log; to be called before the first lookup. */
    void start(Duration every) throws SQLException {
        last = log.head();
        caughtUpAt = System.nanoTime();
        thread.scheduleWithFixedDelay(this::poll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For how long this replica has not been able to say that it knows every change; seconds. */
    double lagSeconds() {
        return (System.nanoTime() - caughtUpAt) / 1e9;
    }

    /** The last change that was taken in. */
    long position() {
        return last;
    }

    /** Every change that was committed before this time of {@link System#nanoTime} was taken in; {@link #position} says so by then. */
    long caughtUpAt() {
        return caughtUpAt;
    }

    /** How many changes were not taken in yet when last looked. */
    long behind() {
        return behind;
    }

    private void poll() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                List<ChangeReader.Change> changes = log.after(last, BATCH);
                more = changes.size() == BATCH;
                behind = more ? log.head() - last : changes.size();
                follow(changes);
                if (changes.isEmpty()) {
                    restartIfBehind();
                }
                if (!more) {
                    behind = 0;
                    caughtUpAt = began;
                }
            }
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("The change log cannot be read, retrying: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** A log that ends before what was read is another one: the store was restored from a backup. */
    private void restartIfBehind() throws SQLException {
        long head = log.head();
        if (head < last) {
            LOG.warnf("The change log goes back from %,d to %,d: everything is read anew", last, head);
            last = head;
            near.outdateAll();
        }
    }

    private void follow(List<ChangeReader.Change> changes) {
        boolean gap = false;
        long next = last;
        List<ChangeReader.Raised> raised = new ArrayList<>();
        for (ChangeReader.Change change : changes) {
            // A gap: the log was trimmed further than this replica had read.
            gap |= change.seq() != next + 1;
            next = change.seq();
            raised.addAll(change.items());
        }
        if (redis != null && !raised.isEmpty()) {
            redis.accept(raised);
        }
        if (gap) {
            near.outdateAll();
        }
        for (ChangeReader.Raised item : raised) {
            near.outdate(item.key(), item.version());
        }
        last = next;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package org.zhenhao.reputation;

import java.sql.SQLException;
import java.time.Duration;
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
    private long last;
    private volatile long caughtUpAt = System.nanoTime();
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

    private void poll() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                List<ChangeReader.Change> changes = log.after(last, BATCH);
                follow(changes);
                more = changes.size() == BATCH;
                if (!more) {
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

    private void follow(List<ChangeReader.Change> changes) {
        for (ChangeReader.Change change : changes) {
            if (change.seq() != last + 1) {
                // The log was trimmed further than this replica had read.
                near.outdateAll();
            }
            if (redis != null) {
                redis.accept(change.items());
            }
            for (ChangeReader.Raised item : change.items()) {
                near.outdate(item.key(), item.version());
            }
            last = change.seq();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

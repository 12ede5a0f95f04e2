package org.zhenhao.reputation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Patience;

/**
 * A server that follows the store and may answer lookups in its stead. It is believed only if it is at or past the change that this replica has
 * followed the log to, while that is recent, and only for items that it has in the version this replica itself has written last: so a lookup
 * learns nothing older than it would have from the store a moment ago. Thread-safe; blocks.
 */
final class Standby {
    private static final Logger LOG = Logger.getLogger(Standby.class);

    /** Own changes that are not followed yet; with more of them it is not asked until they are. */
    private static final int MOST_WRITTEN = 100_000;

    private final DataSource dataSource;
    private final Duration budget;
    private final Duration retry;
    private final double mostLag;
    private final Counter answered;
    private final Counter behind;
    private final Counter failures;
    private final Map<ItemKey, Written> written = new ConcurrentHashMap<>();
    private volatile @Nullable ChangeFollower follower;
    private volatile long blindSince = Long.MIN_VALUE;
    private volatile long failedAt;
    private volatile boolean failed;

    /** The version that this replica has committed, and when it knew, by {@link System#nanoTime}. */
    private record Written(long version, long at) {}

    /** Reads items over a connection. */
    @FunctionalInterface
    interface Reader {
        Map<ItemKey, Item> read(Connection connection) throws SQLException;
    }

    /** @param mostLag for how long the change log may not have been read */
    Standby(DataSource dataSource, StandbySettings settings, Duration mostLag, MeterRegistry metrics) {
        this.dataSource = dataSource;
        this.budget = settings.budget();
        this.retry = settings.retry();
        this.mostLag = mostLag.toMillis() / 1e3;
        this.answered = counter(metrics, "standby");
        this.behind = counter(metrics, "store_behind");
        this.failures = counter(metrics, "store_failed");
    }

    private static Counter counter(MeterRegistry metrics, String by) {
        return Counter.builder("zhenhao.standby.reads")
                .description("Reads for lookups, by who answered and why")
                .tag("by", by)
                .register(metrics);
    }

    /** Asks it from now on, and holds it against this follower of the store's log. */
    void hold(ChangeFollower against) {
        follower = against;
    }

    /** Takes note of what this replica has committed, before anybody is told of it. */
    void written(List<ChangedItem> changes) {
        long now = System.nanoTime();
        if (written.size() + changes.size() > MOST_WRITTEN) {
            forgetFollowed();
        }
        if (written.size() + changes.size() > MOST_WRITTEN) {
            blindSince = now;
            written.clear();
            return;
        }
        for (ChangedItem change : changes) {
            Written news = new Written(change.item().version(), now);
            written.merge(change.key(), news, (old, other) -> old.version > other.version ? old : other);
        }
    }

    private void forgetFollowed() {
        ChangeFollower log = follower;
        if (log != null && !written.isEmpty()) {
            long until = log.caughtUpAt();
            written.values().removeIf(own -> own.at - until < 0);
        }
    }

    /** Items from the standby; null if the store itself has to be asked. */
    @Nullable
    Map<ItemKey, Item> read(Collection<ItemKey> keys, Reader reader) {
        ChangeFollower log = follower;
        if (log == null || failed && System.nanoTime() - failedAt < retry.toNanos()) {
            return null;
        }
        forgetFollowed();
        // In this order: what is no longer among the own changes has been followed, and the position includes it.
        Map<ItemKey, Long> floors = new HashMap<>();
        for (ItemKey key : keys) {
            Written own = written.get(key);
            if (own != null) {
                floors.put(key, own.version);
            }
        }
        boolean blind = blindSince != Long.MIN_VALUE && log.caughtUpAt() - blindSince <= 0;
        if (blind || log.lagSeconds() > mostLag) {
            return null;
        }
        return read(log.position(), floors, reader);
    }

    private @Nullable Map<ItemKey, Item> read(long position, Map<ItemKey, Long> floors, Reader reader) {
        try (Connection connection = dataSource.getConnection();
                Patience ignored = new Patience(connection, budget)) {
            boolean reached = ChangeLog.head(connection) >= position;
            Map<ItemKey, Item> found = reached ? reader.read(connection) : Map.of();
            for (Map.Entry<ItemKey, Long> floor : floors.entrySet()) {
                reached &= found.getOrDefault(floor.getKey(), Item.ABSENT).version() >= floor.getValue();
            }
            succeeded();
            (reached ? answered : behind).increment();
            return reached ? found : null;
        } catch (SQLException | RuntimeException e) {
            failed(e);
            return null;
        }
    }

    private void failed(Exception failure) {
        failures.increment();
        if (!failed) {
            LOG.warnf("The standby is not asked for now: %s", failure);
        }
        failedAt = System.nanoTime();
        failed = true;
    }

    private void succeeded() {
        if (failed) {
            LOG.info("The standby is asked again");
            failed = false;
        }
    }
}

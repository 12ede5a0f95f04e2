package org.zhenhao.reputation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows which items the store does not have, so that a lookup of a number that nobody reported asks nobody. It holds tallies and
 * block pages alike: a number without a tally whose page is there still takes its block's evidence from that page. Thread-safe.
 *
 * <p>It begins empty and answers nothing until it has read all keys in the background. Whatever is committed meanwhile or
 * later is added by {@link #add}: at once for this replica's own transactions, and as the change log is read for those of
 * others. The order makes it complete: additions are taken before the reading begins, hence a key is committed either
 * before the reading comes to it, and read, or after additions are taken, and added. While the log cannot be read it answers
 * nothing, and after a gap in the log it begins anew. What is deleted stays in it and is merely asked for in vain.
 */
final class NumberFilter implements Predicate<ItemKey>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NumberFilter.class);
    private static final long RETRY_SECONDS = 1;
    private static final int MANY_PARTS = 4;
    private static final long PAGE_SALT = 0x5851f42d4c957f2dL;

    private final KeyScan scan;
    private final ScheduledExecutorService thread;
    private volatile @Nullable GrowingBloom complete;
    private volatile @Nullable GrowingBloom growing;
    private volatile double progress;
    private volatile DoubleSupplier lag = () -> Double.POSITIVE_INFINITY;
    private final double mostLag;
    private final double keep;
    private long gaps;
    private boolean loading;

    /**
     * Makes a filter that answers nothing yet.
     *
     * @param mostLag for how long it answers on while the change log cannot be read
     * @param keep for how long it still answers what is marked as stale
     */
    NumberFilter(KeyScan scan, Duration mostLag, Duration keep) {
        this.scan = scan;
        this.mostLag = mostLag.toMillis() / 1e3;
        this.keep = keep.toMillis() / 1e3;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "number-filter");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Begins to read; the change log must be followed already.
     *
     * @param lagSeconds for how long something that others have committed may not have been added
     */
    void start(DoubleSupplier lagSeconds) {
        lag = lagSeconds;
        load();
    }

    /** Whether the store certainly has no such item; false while that is not known. */
    @Override
    public boolean test(ItemKey key) {
        // The delay first: what was missing may have been caught up with in between.
        return followsChanges() && lacks(key);
    }

    /** Whether what others commit comes in time to be answered from. */
    boolean followsChanges() {
        return lag.getAsDouble() < mostLag;
    }

    /** Whether the store had no such item when the change log could last be read, some time ago at most. */
    boolean lacked(ItemKey key) {
        return lag.getAsDouble() < keep && lacks(key);
    }

    /** Whether the store may have an item, by its {@link #member}; true while that is not known. */
    boolean mayHold(long member) {
        GrowingBloom all = complete;
        return all == null || all.mayContain(member);
    }

    private boolean lacks(ItemKey key) {
        GrowingBloom all = complete;
        return all != null && !all.mayContain(member(key));
    }

    /** Takes note that the store has an item, before anybody is told so. */
    void add(ItemKey key) {
        // In this order: when a new filter takes the old one's place, one of the two looks meets it.
        GrowingBloom next = growing;
        GrowingBloom all = complete;
        long member = member(key);
        if (next != null) {
            next.add(member);
        }
        if (all != null && all != next) {
            all.add(member);
            if (all.parts() >= MANY_PARTS) {
                load();
            }
        }
    }

    /** Reads all keys anew in the background; what is known goes on being used meanwhile. */
    synchronized void load() {
        if (!loading) {
            loading = true;
            thread.execute(this::begin);
        }
    }

    /** Takes note that changes may have been missed: nothing is known until all keys have been read again. */
    synchronized void missed() {
        gaps++;
        complete = null;
        load();
    }

    private void begin() {
        long seen = gaps();
        try {
            long expected = scan.count();
            GrowingBloom next = new GrowingBloom(expected + expected / 4);
            growing = next;
            progress = 0;
            scan.forEach(
                    (type, id) -> next.add(member(type, id)),
                    read -> progress = Math.min(1, (double) read / Math.max(1, expected)));
            finish(next, seen);
        } catch (SQLException | RuntimeException e) {
            LOG.debugf("The keys cannot be read, retrying: %s", e.getMessage());
            retry();
        }
    }

    private synchronized long gaps() {
        return gaps;
    }

    private synchronized void finish(GrowingBloom next, long seen) {
        if (gaps != seen) {
            thread.execute(this::begin);
            return;
        }
        complete = next;
        growing = null;
        progress = 1;
        loading = false;
        LOG.infof("Numbers never reported are known: %,d keys in %,d KB", next.size(), next.bytes() >> 10);
    }

    private void retry() {
        if (!thread.isShutdown()) {
            thread.schedule(this::begin, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** One number for a tally or a page: what it is found by among both. */
    static long member(ItemKey key) {
        return member(key.type(), KeyIds.of(key.key()));
    }

    static long member(ItemKey.Type type, long id) {
        return type == ItemKey.Type.PAGE ? id ^ PAGE_SALT : id;
    }

    /** Whether it answers at all. */
    boolean answers() {
        return complete != null && followsChanges();
    }

    /** How much of the store has been read, 0 to 1. */
    double progress() {
        return progress;
    }

    /** How many items it knows of, about. */
    long size() {
        GrowingBloom all = complete == null ? growing : complete;
        return all == null ? 0 : all.size();
    }

    /** Memory in bytes. */
    long bytes() {
        GrowingBloom all = complete;
        GrowingBloom next = growing;
        return (all == null ? 0 : all.bytes()) + (next == null || next == all ? 0 : next.bytes());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

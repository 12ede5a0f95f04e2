package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of the store into the packed items, along the tables' keys, once a screening misses so many of them that this takes less than to ask
 * for each: a database brings a row that follows another in a twentieth of the time that it takes to find one. Thread-safe.
 *
 * <p>Only a store that fits, about, is read. What changes while it is read is left out, as {@link PackedItems} does for any load, and asked
 * for when it is needed.
 */
final class BulkRead implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BulkRead.class);
    /** Rows of one query: the fewer, the less a change that comes meanwhile leaves out. */
    private static final int CHUNK = 2_048;
    /** Misses from which on it may pay, and the share of the store that they have to be. */
    private static final long LEAST_MISSES = 4_096;

    private static final int SHARE = 50;
    /** Bytes that an item takes in the packed form, about, and how many times what fits may be read. */
    private static final int BYTES_EACH = 80;

    private static final int MOST_TIMES = 2;
    /** The next reading has to wait at least so many times as long as the last one took. */
    private static final int PAUSES = 20;
    /** For how long a screening waits for a reading; it goes on by itself then. */
    private static final int MOST_SECONDS = 5;

    private static final String RANGE =
            "SELECT id, state FROM %s WHERE id > ? AND id < ? ORDER BY id %s LIMIT " + CHUNK;
    private static final String PAGES = "block_page";
    private static final String TALLIES = "tally";

    private final DataSource dataSource;
    private final PackedItems packed;
    private final LongSupplier stored;
    private final IntSupplier clock;
    private final int lifetime;
    private final ExecutorService threads;
    private volatile boolean closed;
    private long misses;
    private long quietUntil;
    private @Nullable CompletableFuture<Void> running;

    /**
     * Makes one that has read nothing.
     *
     * @param stored how many items the store has, about
     * @param clock the present in seconds, as the packed items understand it
     * @param lifetime for how many seconds what was read may be believed
     */
    BulkRead(DataSource dataSource, PackedItems packed, LongSupplier stored, IntSupplier clock, int lifetime) {
        this.dataSource = dataSource;
        this.packed = packed;
        this.stored = stored;
        this.clock = clock;
        this.lifetime = lifetime;
        this.quietUntil = System.nanoTime();
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread made = new Thread(task, "bulk-read");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Takes note that so many items were not in memory; begins to read, if that is the time for it.
     *
     * @param rest called between queries
     * @return done when the reading under way is over, however it ends, or takes too long to be waited for; null if there is none
     */
    synchronized @Nullable CompletionStage<Void> missed(int items, Runnable rest) {
        if (running != null) {
            return waited(running);
        }
        misses += items;
        long all = stored.getAsLong();
        boolean pays = misses >= Math.max(LEAST_MISSES, all / SHARE) && System.nanoTime() - quietUntil >= 0;
        if (!pays || all * BYTES_EACH > packed.bytes() * MOST_TIMES || closed) {
            return null;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        running = done;
        threads.execute(() -> run(rest, done));
        return waited(done);
    }

    private static CompletionStage<Void> waited(CompletableFuture<Void> done) {
        return done.copy().completeOnTimeout(null, MOST_SECONDS, TimeUnit.SECONDS);
    }

    private void run(Runnable rest, CompletableFuture<Void> done) {
        long from = System.nanoTime();
        try {
            long pages = read(PAGES, ItemKey.Type.PAGE, rest);
            long tallies = read(TALLIES, ItemKey.Type.TALLY, rest);
            LOG.debugf(
                    "Read %,d pages and %,d tallies in %,d ms", pages, tallies, (System.nanoTime() - from) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.debugf("The store could not be read in bulk: %s", e.getMessage());
        } finally {
            long now = System.nanoTime();
            synchronized (this) {
                misses = 0;
                quietUntil = now + (now - from) * PAUSES;
                running = null;
            }
            done.complete(null);
        }
    }

    /** Reads a table from both ends at once, until the two meet. */
    private long read(String table, ItemKey.Type type, Runnable rest) {
        Range left = new Range(new AtomicLong(Long.MIN_VALUE), new AtomicLong(Long.MAX_VALUE));
        CompletableFuture<Long> other = CompletableFuture.supplyAsync(
                () -> walk(RANGE.formatted(table, "DESC"), type, left, left.to, rest), threads);
        long own = walk(RANGE.formatted(table, ""), type, left, left.from, rest);
        return own + other.join();
    }

    /** What is left to read: the ids between the two. */
    private record Range(AtomicLong from, AtomicLong to) {}

    private long walk(String sql, ItemKey.Type type, Range left, AtomicLong moved, Runnable rest) {
        long read = 0;
        int rows = CHUNK;
        while (rows == CHUNK && !closed) {
            try {
                rows = chunk(sql, type, left, moved);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            read += rows;
            rest.run();
        }
        return read;
    }

    private int chunk(String sql, ItemKey.Type type, Range left, AtomicLong moved) throws SQLException {
        int[] stamps = packed.stamps();
        int until = clock.getAsInt() + lifetime;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, left.from.get());
            statement.setLong(2, left.to.get());
            statement.setFetchSize(CHUNK);
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows++;
                    long id = row.getLong(1);
                    moved.set(id);
                    if (id > 0) {
                        // Others are not looked for by their ids alone.
                        packed.put(NumberFilter.member(type, id), row.getBytes(2), stamps, until);
                    }
                }
            }
            return rows;
        }
    }

    @Override
    public void close() {
        // An interrupt in the middle of a read would close H2's file.
        closed = true;
        threads.shutdown();
    }
}

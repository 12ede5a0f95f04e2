package org.zhenhao.reputation;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisSettings;

/**
 * Decides whether Redis may be asked: the circuit breaker of the tier. Thread-safe.
 *
 * <p>Redis is in doubt at the start, after several failed reads in a row, after a write that may not have arrived, and
 * after a connection was lost (it may have been restarted with yesterday's data, or another node may have taken over).
 * While it is in doubt nothing is read from it, so that it costs nothing and cannot be wrong. A thread of its own sees it
 * through: once every connection answers again, it tells Redis of everything that changed for as long back as Redis keeps
 * anything. Only then is Redis trusted again.
 */
final class RedisTrust implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisTrust.class);
    private static final int FAULTS_BEFORE_DOUBT = 5;
    private static final long RETRY_MILLIS = 200;
    private static final int BATCH = 200;
    private static final long UNKNOWN = -1;

    /** How far the clocks of replicas may be apart, and then some. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration PROBE_BUDGET = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** Trust that is lost within this time is slower to come back. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RedisLinks links;
    private final RedisWriter writer;
    private final ChangeReader log;
    private final Clock clock;
    private final Duration window;
    private final long budgetNanos;
    private final ScheduledExecutorService thread;
    private volatile State state = State.DOUBTED;
    private volatile long doubtedAt = System.nanoTime();
    private volatile long behind;
    private long headAtDoubt = UNKNOWN;
    private long heardAt;
    private long trustedAt;
    private long pause;
    private long doubts;
    private int faults;

    /** Makes a guard that does not trust yet. */
    RedisTrust(RedisLinks links, RedisWriter writer, ChangeReader log, Clock clock, RedisSettings settings) {
        this.links = links;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
        this.window = settings.lifetime().plus(MARGIN);
        this.budgetNanos = settings.budget().toNanos();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "redis-trust");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to look after Redis; to be called once the change log is followed. */
    void start() {
        thread.scheduleWithFixedDelay(this::check, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether Redis may be asked. */
    boolean trusted() {
        return state == State.TRUSTED;
    }

    /**
     * Whether Redis has to be told of changes. While it is in doubt it need not be: the log is read after the doubt is
     * over, and holds every change that was committed before.
     */
    boolean told() {
        return state != State.DOUBTED;
    }

    /** Takes note of a failed read. */
    synchronized void faulted() {
        faults++;
        if (faults >= FAULTS_BEFORE_DOUBT) {
            doubt("it did not answer");
        }
    }

    /** Takes note of a read that succeeded; cheap when the last one did too. */
    void answered() {
        if (faulty()) {
            clearFaults();
        }
    }

    // Read without the lock: a late look only delays the reset by a read.
    @SuppressWarnings("GuardedBy")
    private boolean faulty() {
        return faults != 0;
    }

    private synchronized void clearFaults() {
        faults = 0;
    }

    /** Stops trusting Redis until it was looked through. */
    synchronized void doubt(String why) {
        doubts++;
        faults = 0;
        if (state == State.TRUSTED) {
            LOG.warnf("Redis is not asked for now: %s", why);
            long now = System.nanoTime();
            boolean again = now - trustedAt < SHORT.toNanos();
            // A Redis that is good for a moment only is left alone for longer and longer.
            pause = again ? Math.min(Math.max(2 * pause, FIRST_PAUSE.toNanos()), LONGEST_PAUSE.toNanos()) : 0;
            doubtedAt = now;
            headAtDoubt = UNKNOWN;
        }
        state = State.DOUBTED;
    }

    /** How many changes Redis was not told of since it came into doubt, as far as is known; 0 while it is trusted. */
    long behind() {
        return trusted() ? 0 : behind;
    }

    /** For how long Redis has been in doubt; seconds, 0 while it is trusted. */
    double behindSeconds() {
        return trusted() ? 0 : (System.nanoTime() - doubtedAt) / 1e9;
    }

    private void check() {
        try {
            if (trusted()) {
                listen();
                return;
            }
            measure();
            if (System.nanoTime() - doubtedAt >= pause() && inTime()) {
                long seen = recover();
                if (catchUp()) {
                    trustUnless(seen);
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debugf("Redis stays in doubt: %s", e.getMessage());
        }
    }

    /** Notices a server that went away without a word, even while nobody asks. */
    private void listen() {
        long now = System.nanoTime();
        if (now - heardAt >= HEARTBEAT.toNanos()) {
            heardAt = now;
            if (!allAnswer()) {
                doubt("it gives no sign of life");
            }
        }
    }

    private void measure() throws SQLException {
        long head = log.head();
        if (headAtDoubt() == UNKNOWN) {
            startAt(head);
        }
        behind = head - headAtDoubt();
    }

    private synchronized long pause() {
        return pause;
    }

    private synchronized long headAtDoubt() {
        return headAtDoubt;
    }

    private synchronized void startAt(long head) {
        headAtDoubt = head;
    }

    private synchronized long recover() {
        state = State.RECOVERING;
        return doubts;
    }

    private synchronized void trustUnless(long seen) {
        if (doubts == seen) {
            state = State.TRUSTED;
            trustedAt = System.nanoTime();
            heardAt = trustedAt;
            LOG.info("Redis is asked");
        }
    }

    /** Whether every connection answers within the time that a lookup has. */
    private boolean inTime() {
        long began = System.nanoTime();
        return allAnswer() && System.nanoTime() - began <= budgetNanos;
    }

    private boolean allAnswer() {
        return succeeds(links.probe(PROBE_BUDGET));
    }

    /** Tells Redis of every change that it may hold an older version of; true if every one arrived. */
    private boolean catchUp() throws SQLException {
        long since = clock.instant().minus(window).getEpochSecond();
        long next = log.head();
        while (true) {
            List<ChangeReader.Change> changes = log.upTo(next, BATCH);
            List<ChangeReader.Raised> items = new ArrayList<>();
            boolean reached = changes.size() < BATCH;
            for (ChangeReader.Change change : changes) {
                reached |= change.at() < since;
                if (change.at() >= since) {
                    items.addAll(change.items());
                }
                next = change.seq() - 1;
            }
            if (!mark(items)) {
                return false;
            }
            if (reached) {
                return true;
            }
        }
    }

    /** Tells Redis of changes and waits until it knows; doubts it otherwise. Blocks for about the budget of a write. */
    void outdate(List<ChangeReader.Raised> items) {
        if (told() && !mark(items)) {
            doubt("it did not take a change");
        }
    }

    private boolean mark(List<ChangeReader.Raised> items) {
        for (int from = 0; from < items.size(); from += BATCH) {
            CompletableFuture<?>[] writes = items.subList(from, Math.min(items.size(), from + BATCH)).stream()
                    .map(item -> writer.mark(item.key(), item.version()))
                    .toArray(CompletableFuture<?>[]::new);
            if (!succeeds(CompletableFuture.allOf(writes))) {
                return false;
            }
        }
        return true;
    }

    private static boolean succeeds(CompletableFuture<?> future) {
        try {
            future.join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private enum State {
        /** Nothing is read or written. */
        DOUBTED,
        /** The log is being told; changes are written, nothing is read. */
        RECOVERING,
        TRUSTED
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

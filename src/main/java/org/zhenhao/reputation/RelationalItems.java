package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Patience;

/**
 * Items from the relational store, by plain SQL on a few threads of its own. Thread-safe.
 *
 * <p>Lookups that wait are read together, one query per table. Too many of them, or a store that has just failed several
 * times, refuse further ones at once, so that a sick store makes nobody wait.
 */
final class RelationalItems implements ItemSource, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RelationalItems.class);
    private static final String TALLIES = "SELECT number_key, version, state FROM tally WHERE id IN (%s)";
    private static final String PAGES = "SELECT page_key, version, state FROM block_page WHERE id IN (%s)";

    /**
     * Most keys to read in one go: enough for a statement's own cost to be small, few enough for the event loops to answer some lookups while
     * others are read. If all that wait are read at once, all wait, and one processor does.
     */
    private static final int CHUNK = 32;

    /** How many keys wait for each reader at work before another is woken: one query for many costs far less than many. */
    private static final int SHARE = 64;

    private static final int FAILURES_BEFORE_OPEN = 3;

    /** What is asked for when nobody asks: no number has such a key. */
    private static final List<ItemKey> TRY = List.of(ItemKey.page("-"));

    /** How many times in a budget those whose budget is over are looked for. */
    private static final int SWEEPS = 40;

    private final DataSource dataSource;
    private final @Nullable Standby standby;
    private final Duration budget;
    private final Duration patience;
    private final int concurrency;
    private final BlockingQueue<Request> waiting;
    /** Those not answered yet, and some that are. */
    private final Queue<Request> underWay = new ConcurrentLinkedQueue<>();

    private final ExecutorService workers;
    private final ScheduledExecutorService sweeper;
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger keysWaiting = new AtomicInteger();
    private final Circuit circuit;

    RelationalItems(DataSource dataSource, StoreSettings settings) {
        this(dataSource, settings, null);
    }

    /** @param standby is asked first, if there is one */
    RelationalItems(DataSource dataSource, StoreSettings settings, @Nullable Standby standby) {
        this.standby = standby;
        this.dataSource = dataSource;
        this.budget = settings.budget();
        // A worker that nobody waits for any more has to come back, if the server itself does not give up.
        this.patience = settings.budget().multipliedBy(2).plusSeconds(1);
        this.concurrency = settings.concurrency();
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.circuit = new Circuit(FAILURES_BEFORE_OPEN, settings.retry(), System::nanoTime);
        AtomicInteger number = new AtomicInteger();
        // Never more than work at a time. Who rested last is woken first, with all it needs at hand; by a queue of
        // tasks
        // the readers would take turns, each of them cold.
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "store-reader-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        // One look for all from time to time: a timer for each costs more than the rest of its way here.
        this.sweeper = sweeper();
        long every = Math.max(1, budget.toMillis() / SWEEPS);
        sweeper.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService sweeper() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "store-budget");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether the store has failed and has not answered since. */
    boolean down() {
        return circuit.open();
    }

    /** How many lookups wait for their turn. */
    int queued() {
        return waiting.size();
    }

    @Override
    public CompletionStage<Loaded> load(List<ItemKey> keys) {
        if (!circuit.permits()) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("it is down"));
        }
        Request request = new Request(keys, new CompletableFuture<>(), System.nanoTime());
        keysWaiting.addAndGet(keys.size());
        if (!waiting.offer(request)) {
            keysWaiting.addAndGet(-keys.size());
            return CompletableFuture.failedFuture(new StoreUnavailableException("too many lookups wait for it"));
        }
        underWay.add(request);
        wake(SHARE);
        return request.answer;
    }

    /** Ends the waiting of those whose budget is over. All have the same budget, so the oldest come first. */
    private void sweep() {
        long now = System.nanoTime();
        Request oldest = underWay.peek();
        while (oldest != null && (oldest.answer.isDone() || now - oldest.since >= budget.toNanos())) {
            underWay.poll();
            if (!oldest.answer.isDone()) {
                TimeoutException failure = new TimeoutException();
                failed(failure);
                oldest.answer.completeExceptionally(new StoreUnavailableException(failure));
            }
            oldest = underWay.peek();
        }
        Request next = waiting.peek();
        if (next != null && now - next.since >= budget.toNanos() / SWEEPS) {
            // The readers at work are held up: others are not to wait for them.
            wake(0);
        }
        if (circuit.open()) {
            // While caches know all that is asked for, nobody else would find out that the store answers again.
            CompletionStage<Loaded> ignored = load(TRY);
        }
    }

    /** Wakes a reader unless so many keys do not wait for each of those at work, or all are at work. */
    private void wake(int share) {
        int busy = working.get();
        while (busy == 0 || busy < concurrency && keysWaiting.get() > (long) busy * share) {
            if (working.compareAndSet(busy, busy + 1)) {
                workers.execute(this::work);
                return;
            }
            busy = working.get();
        }
    }

    private void work() {
        try {
            for (List<Request> batch = nextOrSoon(); !batch.isEmpty(); batch = nextOrSoon()) {
                answer(batch);
            }
        } finally {
            working.decrementAndGet();
        }
        // A request that was put in after the last look and before the count went down has woken nobody.
        if (!waiting.isEmpty()) {
            wake(SHARE);
        }
    }

    /** The next requests; with none, those that come when other threads have had the processor: to be woken again costs more. */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it but speed.
    private List<Request> nextOrSoon() {
        List<Request> batch = next();
        if (batch.isEmpty()) {
            Thread.yield();
            batch = next();
        }
        return batch;
    }

    /** Takes waiting requests of up to {@link #CHUNK} keys altogether, or one of any size. */
    private List<Request> next() {
        List<Request> batch = new ArrayList<>();
        int size = 0;
        Request head = waiting.poll();
        while (head != null) {
            keysWaiting.addAndGet(-head.keys.size());
            if (!head.answer.isDone()) {
                batch.add(head);
                size += head.keys.size();
            }
            Request following = waiting.peek();
            head = following == null || size + following.keys.size() > CHUNK ? null : waiting.poll();
        }
        return batch;
    }

    private void answer(List<Request> batch) {
        try {
            Set<Long> numbers = new TreeSet<>();
            Set<Long> pages = new TreeSet<>();
            for (Request request : batch) {
                for (ItemKey key : request.keys) {
                    (key.type() == ItemKey.Type.TALLY ? numbers : pages).add(KeyIds.of(key.key()));
                }
            }
            Map<ItemKey, Item> found = fromStandby(batch, numbers, pages);
            if (found == null) {
                try (Connection connection = dataSource.getConnection();
                        Patience ignored = new Patience(connection, patience)) {
                    found = read(connection, numbers, pages);
                }
            }
            // Whoever of the two has answered: were it not counted when the standby does, the tries would never end.
            succeeded();
            for (Request request : batch) {
                List<Item> items = new ArrayList<>(request.keys.size());
                for (ItemKey key : request.keys) {
                    items.add(found.getOrDefault(key, Item.ABSENT));
                }
                request.answer.complete(new Loaded(items, Tier.STORE));
            }
        } catch (SQLException | RuntimeException e) {
            failed(e);
            StoreUnavailableException failure = new StoreUnavailableException(e);
            batch.forEach(request -> request.answer.completeExceptionally(failure));
        }
    }

    private @Nullable Map<ItemKey, Item> fromStandby(List<Request> batch, Set<Long> numbers, Set<Long> pages) {
        if (standby == null) {
            return null;
        }
        List<ItemKey> keys = new ArrayList<>();
        batch.forEach(request -> keys.addAll(request.keys));
        return standby.read(keys, connection -> read(connection, numbers, pages));
    }

    private Map<ItemKey, Item> read(Connection connection, Set<Long> numbers, Set<Long> pages) throws SQLException {
        Map<ItemKey, Item> found = new HashMap<>();
        read(connection, ItemKey.Type.TALLY, numbers, TALLIES, found);
        read(connection, ItemKey.Type.PAGE, pages, PAGES, found);
        return found;
    }

    private void failed(Throwable failure) {
        boolean known = circuit.open();
        circuit.failed();
        if (!known && circuit.open()) {
            LOG.warnf("The store is not asked for now, but for a try from time to time: %s", failure);
        }
    }

    private void succeeded() {
        if (circuit.open()) {
            LOG.info("The store answers again");
        }
        circuit.succeeded();
    }

    private void read(Connection connection, ItemKey.Type type, Set<Long> ids, String sql, Map<ItemKey, Item> found)
            throws SQLException {
        InList.forEach(
                connection,
                sql,
                ids,
                budget,
                row -> found.put(new ItemKey(type, row.getString(1), ""), new Item(row.getLong(2), row.getBytes(3))));
    }

    @Override
    public void close() {
        workers.shutdownNow();
        sweeper.shutdownNow();
    }

    private record Request(List<ItemKey> keys, CompletableFuture<Loaded> answer, long since) {}
}

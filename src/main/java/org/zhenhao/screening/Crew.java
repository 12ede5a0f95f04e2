package org.zhenhao.screening;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.store.Ids;
import org.zhenhao.store.StoreKind;

/**
 * This replica's workers: each takes a part that waits, screens it, stores the result, and looks for the next. Clients take
 * turns, part by part, whatever the length of their lists. Thread-safe.
 */
@Singleton
final class Crew {
    private static final Logger LOG = Logger.getLogger(Crew.class);
    private static final int AFTER_THE_STORE = 500;
    private static final long POLL_MILLIS = 1_000;
    private static final int MOST_TRIES = 10;

    private final PartStore parts;
    private final JobStore jobs;
    private final PartWork work;
    private final ScreeningSettings settings;
    private final Clock clock;
    private final boolean alone;
    private final String owner = Ids.random(16);
    private final Semaphore signals = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Long> served = new HashMap<>();
    private long turn;
    private volatile boolean stopping;

    @Inject
    Crew(
            PartStore parts,
            JobStore jobs,
            PartWork work,
            ScreeningSettings settings,
            Clock clock,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String storeUrl) {
        this.parts = parts;
        this.jobs = jobs;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
        this.alone = StoreKind.of(storeUrl) == StoreKind.H2;
    }

    void start(@Observes @Priority(AFTER_THE_STORE) StartupEvent event) {
        int count = settings.workers() > 0
                ? settings.workers()
                : Runtime.getRuntime().availableProcessors();
        if (alone) {
            // Nobody else can open this store: whoever held a lease is dead.
            int again = parts.giveBackAll();
            if (again > 0) {
                LOG.infof("%,d parts of screenings go on where they stopped", again);
            }
        }
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::run, "screening-job-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }

    /** Says that there is something to do. */
    void wake() {
        signals.release(threads.size());
    }

    private void run() {
        boolean failing = false;
        while (!stopping) {
            try {
                Optional<PartStore.Lease> lease = next();
                if (lease.isEmpty()) {
                    signals.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    signals.drainPermits();
                } else {
                    screen(lease.get());
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing && !stopping) {
                    LOG.warnf("Screening waits: %s", e.getMessage());
                }
                failing = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<PartStore.Lease> next() {
        long now = clock.millis();
        List<PartStore.Waiting> waiting = parts.waiting(now);
        if (waiting.isEmpty()) {
            parts.endDone(now);
            return Optional.empty();
        }
        PartStore.Waiting chosen = choose(waiting);
        Optional<PartStore.Lease> lease = parts.take(
                chosen,
                owner + '-' + Thread.currentThread().getName(),
                now,
                now + settings.lease().toMillis());
        if (lease.isEmpty()) {
            // Somebody was faster; there may be more.
            signals.release();
        }
        return lease;
    }

    /** The oldest job of the client whose turn was longest ago. */
    private synchronized PartStore.Waiting choose(List<PartStore.Waiting> waiting) {
        PartStore.Waiting chosen = waiting.get(0);
        long oldest = Long.MAX_VALUE;
        for (PartStore.Waiting one : waiting) {
            long last = served.getOrDefault(one.client(), 0L);
            if (last < oldest) {
                oldest = last;
                chosen = one;
            }
        }
        turn++;
        served.put(chosen.client(), turn);
        served.values().removeIf(last -> last < turn - 1_000);
        return chosen;
    }

    private void screen(PartStore.Lease lease) throws InterruptedException {
        try {
            if (lease.tries() > MOST_TRIES) {
                jobs.fail(lease.job(), "part " + lease.part() + " failed " + MOST_TRIES + " times", clock.millis());
                return;
            }
            Job job = jobs.find(lease.job());
            if (job == null) {
                return;
            }
            PartStore.Result result = work.screen(job, lease);
            if (!parts.finish(lease, result, clock.millis())) {
                LOG.infof("A lease of screening %s was lost; its part was done by another", lease.job());
            }
        } catch (InterruptedException | RuntimeException e) {
            boolean blameless = e instanceof InterruptedException
                    || e instanceof ProblemException
                    || e instanceof Sql.StoreFailedException;
            giveBack(lease, !blameless);
            throw e;
        }
    }

    private void giveBack(PartStore.Lease lease, boolean counts) {
        try {
            parts.giveBack(lease, counts);
        } catch (RuntimeException e) {
            LOG.debugf("A part could not be given back; its lease will end: %s", e.getMessage());
        }
    }
}

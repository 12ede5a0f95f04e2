package org.zhenhao.dispute;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Set;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/**
 * Which numbers are disputed, answered from memory: what was opened on this replica at once, on another within some two
 * seconds. Thread-safe.
 */
@Singleton
public class OpenDisputes {
    private final Snapshot<Set<String>> held;

    @Inject
    OpenDisputes(EntityManager store) {
        this.held = new Snapshot<>(store, "dispute", () -> Set.copyOf(Dispute.openNumbers()), Set.of());
    }

    /** Whether a number is disputed now. No I/O. */
    public boolean contains(String numberKey) {
        Set<String> open = held.current();
        return !open.isEmpty() && open.contains(numberKey);
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        held.refresh();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        held.poll();
    }

    Snapshot<Set<String>> snapshot() {
        return held;
    }
}

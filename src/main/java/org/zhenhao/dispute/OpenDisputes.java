package org.zhenhao.dispute;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/**
 * Which numbers are disputed, answered from memory: what was opened on this replica at once, on another within some two
 * seconds. Thread-safe.
 */
@Singleton
public class OpenDisputes {
    private final Snapshot<Map<String, Boolean>> held;

    @Inject
    OpenDisputes(EntityManager store) {
        this.held = new Snapshot<>(store, "dispute", () -> Map.copyOf(Dispute.openNumbers()), Map.of());
    }

    /** Whether a number is disputed now. No I/O. */
    public boolean contains(String numberKey) {
        Map<String, Boolean> open = held.current();
        return !open.isEmpty() && open.containsKey(numberKey);
    }

    /** Whether what is published leaves a number out for its dispute. No I/O. */
    public boolean offLists(String numberKey) {
        return held.current().getOrDefault(numberKey, false);
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        held.refresh();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        held.poll();
    }

    Snapshot<Map<String, Boolean>> snapshot() {
        return held;
    }
}

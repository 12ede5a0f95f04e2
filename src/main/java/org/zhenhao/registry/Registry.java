package org.zhenhao.registry;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/**
 * Who officially holds a number, answered from memory. A change made on this replica is seen at once, one made on
 * another within some two seconds. Thread-safe.
 */
@Singleton
public class Registry {
    private final Snapshot<Map<String, Registration>> held;

    @Inject
    Registry(EntityManager store) {
        this.held = new Snapshot<>(store, "registry", Registry::load, Map.of());
    }

    /**
     * The registration of a number, or null if there is none; of several, the oldest. No I/O.
     *
     * @param numberKey canonical form
     */
    public @Nullable Registration find(String numberKey) {
        return held.current().get(numberKey);
    }

    /** Whether the number is an institution's own. No I/O. */
    public boolean isOfficial(String numberKey) {
        Registration registration = find(numberKey);
        return registration != null && registration.role() == Role.OFFICIAL;
    }

    /** All registrations by number, as they are now; unmodifiable. No I/O. */
    public Map<String, Registration> all() {
        return held.current();
    }

    /** How many numbers are registered. */
    public int size() {
        return held.current().size();
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        held.refresh();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        held.poll();
    }

    Snapshot<Map<String, Registration>> snapshot() {
        return held;
    }

    private static Map<String, Registration> load() {
        Map<String, Registration> byNumber = new HashMap<>();
        for (RegistryEntry entry : RegistryEntry.allOldestFirst()) {
            byNumber.putIfAbsent(entry.numberKey, entry.registration());
        }
        return Map.copyOf(byNumber);
    }
}

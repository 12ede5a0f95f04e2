package org.zhenhao.registry;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/**
 * Who officially holds a number, answered from memory. A change made on this replica is seen at once, one made on
 * another within some two seconds; a period begins and ends by the clock, without a change. Thread-safe.
 */
@Singleton
public class Registry {
    private final Snapshot<RegistryIndex> held;
    private final Clock clock;
    private final Pseudonyms pseudonyms;

    @Inject
    Registry(EntityManager store, Clock clock, Pseudonyms pseudonyms) {
        this.held = new Snapshot<>(store, "registry", Registry::load, RegistryIndex.EMPTY);
        this.clock = clock;
        this.pseudonyms = pseudonyms;
    }

    /**
     * The registration of a number that holds now, its own or that of a range or base it lies in, or null if there is
     * none; of several, the one of the highest role, and of equals the oldest. No I/O.
     *
     * @param numberKey canonical form
     */
    public @Nullable Registration find(String numberKey) {
        RegistryIndex index = held.current();
        Registration plain = index.plain(numberKey);
        return plain != null || !index.more(numberKey)
                ? plain
                : index.find(numberKey, clock.instant().getEpochSecond());
    }

    /** Whether the number is an institution's own. No I/O. */
    public boolean isOfficial(String numberKey) {
        Registration registration = find(numberKey);
        return registration != null && registration.role() == Role.OFFICIAL;
    }

    /** All that is registered of a number, also what is over or yet to come. No I/O. */
    public List<Registration> all(String numberKey) {
        return held.current().all(numberKey);
    }

    /** All registrations of single numbers that hold now, by number; ranges and bases are not in it. A copy. No I/O. */
    public Map<String, Registration> all() {
        return held.current().numbers(clock.instant().getEpochSecond());
    }

    /** Which institutions a signature of texts is registered for. No I/O. */
    public List<Registration> signature(String text) {
        return held.current().all(EntryKeys.signature(text));
    }

    /** Under which institutions an agency has been commissioned. No I/O. */
    public List<Registration> commissions(String agencyId) {
        return held.current().all(EntryKeys.commission(agencyId));
    }

    /**
     * What is registered of a staff id. No I/O.
     *
     * @param holderId id of the agency or institution whose staff it is said to be
     */
    public List<Registration> staff(String holderId, String staffId) {
        return held.current().all(EntryKeys.staff(pseudonyms, holderId, staffId));
    }

    /** The institution with this id, or null. No I/O. */
    public @Nullable InstitutionInfo institution(String id) {
        return held.current().institutions().get(id);
    }

    /** All institutions, in no order. Unmodifiable, and another object after each change. No I/O. */
    public Collection<InstitutionInfo> institutions() {
        return held.current().institutions().values();
    }

    /** How many numbers, ranges and bases are registered. */
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

    Snapshot<RegistryIndex> snapshot() {
        return held;
    }

    private static RegistryIndex load() {
        Map<String, InstitutionInfo> institutions = new HashMap<>();
        for (Institution institution : Institution.<Institution>listAll()) {
            institutions.put(institution.id, institution.info());
        }
        List<RegistryIndex.Item> items = new ArrayList<>();
        Map<String, String> published = new HashMap<>();
        for (RegistryEntry entry : RegistryEntry.activeOldestFirst()) {
            if (entry.role.equals(Role.OFFICIAL.wire()) && entry.shape.equals(Shape.NUMBER.wire())) {
                published.merge(entry.institution.id, entry.numberKey, Hotlines::better);
            }
            items.add(new RegistryIndex.Item(Shape.of(entry.shape), entry.numberKey, entry.registration()));
        }
        institutions.replaceAll((id, info) -> info.orHotline(Hotlines.callable(published.get(id))));
        return new RegistryIndex(items, institutions);
    }
}

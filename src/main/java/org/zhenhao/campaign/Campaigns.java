package org.zhenhao.campaign;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Inheritance;
import org.zhenhao.score.Standing;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/** Which numbers belong to which campaign, answered from memory. Thread-safe. */
@Singleton
public class Campaigns {
    private final Snapshot<Map<String, Membership>> held;

    @Inject
    Campaigns(EntityManager store) {
        this.held = new Snapshot<>(store, "campaign", () -> load(store), Map.of());
    }

    /**
     * A number's place in a campaign.
     *
     * @param campaign its id
     * @param since Unix second from which it was known to belong to it
     * @param last Unix second of its last contact
     * @param links what it has in common with the others
     * @param inheritance what the score may make of that
     */
    public record Membership(String campaign, long since, long last, List<String> links, Inheritance inheritance) {}

    /** The campaign a number belongs to, or null. No I/O. */
    public @Nullable Membership of(String numberKey) {
        Map<String, Membership> members = held.current();
        return members.isEmpty() ? null : members.get(numberKey);
    }

    /** The campaign that a number's score takes into account, as far as it was known at a time; null if none. No I/O. */
    public @Nullable Membership of(Evidence evidence, long now) {
        if (evidence.tally().isEmpty() || evidence.standing() == Standing.OFFICIAL) {
            return null;
        }
        Membership membership = of(evidence.number().key());
        return membership != null && membership.since() <= now ? membership : null;
    }

    /**
     * The same evidence with what the number inherits of its campaign: whoever scores a number for somebody scores this. No
     * I/O.
     *
     * @param now the time that the score is of, Unix seconds
     */
    public Evidence inheriting(Evidence evidence, long now) {
        Membership membership = of(evidence, now);
        return membership == null ? evidence : evidence.inheriting(membership.inheritance());
    }

    private static Map<String, Membership> load(EntityManager store) {
        Map<String, Integer> sizes = new HashMap<>();
        List<?> rows = store.createNativeQuery("select m.number_key, m.campaign_id, m.joined_at, m.last_at, m.links,"
                        + " m.share, c.third_parties from campaign_member m join campaign c on c.id = m.campaign_id")
                .getResultList();
        for (Object row : rows) {
            sizes.merge((String) ((Object[]) row)[1], 1, Integer::sum);
        }
        Map<String, Membership> members = new HashMap<>(2 * rows.size());
        for (Object row : rows) {
            Object[] cells = (Object[]) row;
            String campaign = (String) cells[1];
            members.put(
                    (String) cells[0],
                    new Membership(
                            campaign,
                            ((Number) cells[2]).longValue(),
                            ((Number) cells[3]).longValue(),
                            Trace.Kind.ofBits(((Number) cells[4]).intValue()).stream()
                                    .map(Trace.Kind::wire)
                                    .toList(),
                            new Inheritance(
                                    ((Number) cells[5]).doubleValue(), sizes.getOrDefault(campaign, 1) - 1, (Boolean)
                                            cells[6])));
        }
        return Map.copyOf(members);
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        held.refresh();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        held.poll();
    }

    /** Reads anew if anything has changed, on whatever replica. Blocks. */
    public void refresh() {
        held.refresh();
    }
}

package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhenhao.store.DurableCommits;

/** Changes the registry: rows and their history in one transaction, then memory, then whoever wants to know. */
@Singleton
class Book {
    private static final int BATCH = 500;

    private final Registry registry;
    private final Clock clock;
    private final DurableCommits commits;
    private final Event<RegistryChanged> changed;

    @Inject
    Book(Registry registry, Clock clock, DurableCommits commits, Event<RegistryChanged> changed) {
        this.registry = registry;
        this.clock = clock;
        this.commits = commits;
        this.changed = changed;
    }

    /** A page of entries and how many there are on all pages. */
    record Page(long total, List<RegistryEntry> entries) {}

    /**
     * Enters those listings that are not there yet, a batch in each transaction.
     *
     * @param who id of the key
     * @return how many were new
     */
    int add(List<Listing> listings, String who) {
        int added = 0;
        for (int from = 0; from < listings.size(); from += BATCH) {
            List<Listing> batch = listings.subList(from, Math.min(from + BATCH, listings.size()));
            List<String> keys = QuarkusTransaction.requiringNew().call(() -> addInTransaction(batch, who));
            announce(new HashSet<>(keys));
            added += keys.size();
        }
        return added;
    }

    /** Enters listings as part of the caller's transaction, and gives the number of each new entry. */
    List<String> addInTransaction(List<Listing> listings, String who) {
        // Writers take turns, so that two that bring the same listing do not both find it missing.
        registry.snapshot().lock();
        Instant now = clock.instant();
        Map<String, Institution> institutions = Institution.byName(names(listings));
        Set<String> present = RegistryEntry.identities(listings);
        List<String> keys = new ArrayList<>();
        for (Listing listing : listings) {
            Institution institution =
                    institutions.computeIfAbsent(listing.institution(), name -> establish(listing, now));
            if (institution.nameEn == null) {
                institution.nameEn = listing.institutionEn();
            }
            RegistryEntry entry = new RegistryEntry(institution, listing, now);
            if (present.add(entry.identity())) {
                entry.persist();
                new RegistryHistory(RegistryHistory.Action.ADDED, entry, who, now).persist();
                keys.add(entry.numberKey);
            }
        }
        if (!keys.isEmpty()) {
            registry.snapshot().raise();
        }
        return keys;
    }

    /** Removes an entry and says whether it was there. */
    boolean remove(String id, String who) {
        Set<String> keys = QuarkusTransaction.requiringNew().call(() -> {
            registry.snapshot().lock();
            RegistryEntry entry = RegistryEntry.findById(id);
            if (entry == null) {
                return Set.<String>of();
            }
            new RegistryHistory(RegistryHistory.Action.REMOVED, entry, who, clock.instant()).persist();
            entry.delete();
            registry.snapshot().raise();
            return Set.of(entry.numberKey);
        });
        announce(keys);
        return !keys.isEmpty();
    }

    /** Entries whose number or institution holds the text. */
    Page search(String text, int page, int size) {
        return QuarkusTransaction.requiringNew().call(() -> {
            PanacheQuery<RegistryEntry> found = RegistryEntry.search(text);
            return new Page(found.count(), found.page(page, size).list());
        });
    }

    private void announce(Set<String> keys) {
        if (!keys.isEmpty()) {
            commits.settle();
            registry.snapshot().refresh();
            changed.fire(new RegistryChanged(Set.copyOf(keys)));
        }
    }

    private static Set<String> names(List<Listing> listings) {
        return listings.stream().map(Listing::institution).collect(Collectors.toSet());
    }

    private static Institution establish(Listing listing, Instant now) {
        Institution institution = new Institution(listing.institution(), now);
        institution.category = listing.category();
        institution.persist();
        return institution;
    }
}

package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
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
     * What was entered.
     *
     * @param keys of the entries that apply at once
     * @param entries how many were new
     * @param pending how many of these wait for a second person
     */
    record Added(Set<String> keys, int entries, int pending) {}

    /** Enters those listings that are not there yet, a batch in each transaction. */
    Added add(List<Listing> listings, Source source) {
        int entries = 0;
        int pending = 0;
        Set<String> keys = new HashSet<>();
        for (int from = 0; from < listings.size(); from += BATCH) {
            List<Listing> batch = listings.subList(from, Math.min(from + BATCH, listings.size()));
            Added added = QuarkusTransaction.requiringNew().call(() -> addInTransaction(batch, source));
            announce(added.keys());
            keys.addAll(added.keys());
            entries += added.entries();
            pending += added.pending();
        }
        return new Added(keys, entries, pending);
    }

    /** Enters listings as part of the caller's transaction. */
    Added addInTransaction(List<Listing> listings, Source source) {
        // Writers take turns, so that two that bring the same listing do not both find it missing.
        registry.snapshot().lock();
        Instant now = clock.instant();
        Map<String, Institution> institutions = Institution.byName(names(listings));
        Set<String> present = RegistryEntry.identities(listings);
        Set<String> keys = new HashSet<>();
        int entries = 0;
        int pending = 0;
        for (Listing listing : listings) {
            Institution institution = institutions.computeIfAbsent(
                    listing.institution(), name -> establish(name, listing.category(), null, now));
            if (institution.nameEn == null) {
                institution.nameEn = listing.institutionEn();
            }
            Institution agency = listing.agency() == null
                    ? null
                    : institutions.computeIfAbsent(
                            listing.agency(), name -> establish(name, null, InstitutionKind.AGENCY, now));
            RegistryEntry entry = new RegistryEntry(institution, agency, listing, source, now);
            if (present.add(entry.identity())) {
                entry.persist();
                new RegistryHistory(
                                entry.active() ? RegistryHistory.Action.ADDED : RegistryHistory.Action.PROPOSED,
                                entry,
                                source.who(),
                                now)
                        .persist();
                entries++;
                if (entry.active()) {
                    keys.add(entry.numberKey);
                } else {
                    pending++;
                }
            }
        }
        if (!keys.isEmpty()) {
            registry.snapshot().raise();
        }
        return new Added(keys, entries, pending);
    }

    /** Removes an entry and says whether it was there. */
    boolean remove(String id, Editor editor) {
        String key = QuarkusTransaction.requiringNew().call(() -> {
            RegistryEntry entry = own(id, editor);
            return entry == null ? null : erase(entry, RegistryHistory.Action.REMOVED, editor.who());
        });
        if (key != null) {
            announce(Set.of(key));
        }
        return key != null;
    }

    /** Removes the entries of a publisher whose identities are not in the set, and gives their keys. */
    Set<String> removeOthersInTransaction(String publisherId, Set<String> identities, String who) {
        Set<String> keys = new HashSet<>();
        for (RegistryEntry entry : RegistryEntry.<RegistryEntry>list("publisherId", publisherId)) {
            if (!identities.contains(entry.identity())) {
                keys.add(erase(entry, RegistryHistory.Action.REMOVED, who));
            }
        }
        return keys;
    }

    /**
     * Decides on an entry that waits for a second person.
     *
     * @return whether there is such an entry
     * @throws ProblemException if it does not wait, or the one who approves is the one who proposed it
     */
    boolean decide(String id, boolean approve, Editor editor) {
        String key = QuarkusTransaction.requiringNew().call(() -> {
            RegistryEntry entry = own(id, editor);
            if (entry == null) {
                return null;
            }
            if (entry.active()) {
                throw ProblemException.of(ProblemCode.CONFLICT, "该条目已生效", "The entry does not wait for anybody");
            }
            if (!approve) {
                return erase(entry, RegistryHistory.Action.REJECTED, editor.who());
            }
            if (!editor.operator() || entry.proposedBy.equals(editor.who())) {
                throw ProblemException.of(
                        ProblemCode.CONFLICT,
                        "须由提出者以外、有 registry 权限的人批准",
                        "Somebody with the scope registry other than who proposed it has to approve");
            }
            entry.state = RegistryEntry.ACTIVE;
            entry.approvedBy = editor.who();
            new RegistryHistory(RegistryHistory.Action.APPROVED, entry, editor.who(), clock.instant()).persist();
            registry.snapshot().raise();
            return entry.numberKey;
        });
        if (key != null) {
            announce(Set.of(key));
        }
        return key != null;
    }

    private @Nullable RegistryEntry own(String id, Editor editor) {
        registry.snapshot().lock();
        RegistryEntry entry = RegistryEntry.findById(id);
        return entry == null || !editor.manages(entry.institution.id) ? null : entry;
    }

    private String erase(RegistryEntry entry, RegistryHistory.Action action, String who) {
        new RegistryHistory(action, entry, who, clock.instant()).persist();
        entry.delete();
        registry.snapshot().raise();
        return entry.numberKey;
    }

    /** Entries whose number or institution holds the text. */
    Page search(String text, @Nullable String state, @Nullable String institutionId, int page, int size) {
        return QuarkusTransaction.requiringNew().call(() -> {
            PanacheQuery<RegistryEntry> found = RegistryEntry.search(text, state, institutionId);
            return new Page(found.count(), found.page(page, size).list());
        });
    }

    /** Tells everybody, after the commit, what is registered otherwise now. */
    void announce(Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        commits.settle();
        registry.snapshot().refresh();
        RegistryChanged change = RegistryChanged.of(keys);
        if (!change.keys().isEmpty() || !change.spans().isEmpty()) {
            changed.fire(change);
        }
    }

    private static Set<String> names(List<Listing> listings) {
        Set<String> names = new HashSet<>();
        for (Listing listing : listings) {
            names.add(listing.institution());
            if (listing.agency() != null) {
                names.add(listing.agency());
            }
        }
        return names;
    }

    private static Institution establish(
            String name, @Nullable String category, @Nullable InstitutionKind kind, Instant now) {
        Institution institution = new Institution(name, now);
        institution.category = category;
        institution.kind = kind == null ? null : kind.wire();
        institution.persist();
        return institution;
    }
}

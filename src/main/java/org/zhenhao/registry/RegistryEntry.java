package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Ids;

/** One number of one institution. */
@Entity
@Table(name = "registry_entry")
class RegistryEntry extends PanacheEntityBase {
    private static final int ID_CHARACTERS = 16;

    @Id
    String id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "institution_id")
    Institution institution;

    @Column(name = "number_key")
    String numberKey;

    String role;

    @Column(name = "label")
    @Nullable
    String purpose;

    String source;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryEntry() {}

    RegistryEntry(Institution institution, Listing listing, Instant createdAt) {
        this.id = Ids.random(ID_CHARACTERS);
        this.institution = institution;
        this.numberKey = listing.numberKey();
        this.role = listing.role().wire();
        this.purpose = listing.purpose();
        this.source = listing.source();
        this.createdAt = createdAt;
    }

    static List<RegistryEntry> allOldestFirst() {
        return list("from RegistryEntry e join fetch e.institution order by e.createdAt, e.id");
    }

    /** The identities of all entries for the numbers of some listings; the set may be added to. */
    static Set<String> identities(List<Listing> listings) {
        Set<String> numbers = listings.stream().map(Listing::numberKey).collect(Collectors.toSet());
        Set<String> identities = new HashSet<>();
        for (RegistryEntry entry : RegistryEntry.<RegistryEntry>list("numberKey in ?1", numbers)) {
            identities.add(entry.identity());
        }
        return identities;
    }

    /** What there is only one entry of: a number in a role for an institution. */
    String identity() {
        return numberKey + ' ' + role + ' ' + institution.id;
    }

    /** Entries whose number or institution holds the text, in the order of their institutions. */
    static PanacheQuery<RegistryEntry> search(String text) {
        String part = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        return find(
                "from RegistryEntry e join fetch e.institution i where lower(i.name) like ?1 escape '!'"
                        + " or lower(i.nameEn) like ?1 escape '!' or lower(e.numberKey) like ?1 escape '!'"
                        + " order by i.name, e.numberKey, e.id",
                part);
    }

    Registration registration() {
        return new Registration(institution.id, institution.label(), Role.of(role), purpose, source);
    }
}

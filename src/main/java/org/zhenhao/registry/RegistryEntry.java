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
    static final String ACTIVE = "active";
    static final String PENDING = "pending";

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

    String shape;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "agency_id")
    @Nullable
    Institution agency;

    @Column(name = "valid_from")
    @Nullable
    Instant validFrom;

    @Column(name = "valid_until")
    @Nullable
    Instant validUntil;

    @Nullable
    String evidence;

    String state;

    @Column(name = "proposed_by")
    String proposedBy;

    @Column(name = "approved_by")
    @Nullable
    String approvedBy;

    @Column(name = "publisher_id")
    @Nullable
    String publisherId;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryEntry() {}

    /**
     * @param agency the agency that the listing names
     * @param by who brings it in
     */
    RegistryEntry(
            Institution institution, @Nullable Institution agency, Listing listing, Source by, Instant createdAt) {
        this.id = Ids.random(ID_CHARACTERS);
        this.institution = institution;
        this.numberKey = listing.numberKey();
        this.role = listing.role().wire();
        this.purpose = listing.purpose();
        this.source = listing.source();
        this.createdAt = createdAt;
        this.shape = listing.shape().wire();
        this.agency = agency;
        this.validFrom = listing.validFrom();
        this.validUntil = listing.validUntil();
        this.evidence = listing.evidence();
        this.state = by.waits(listing.shape()) ? PENDING : ACTIVE;
        this.proposedBy = by.who();
        this.publisherId = by.publisherId();
    }

    boolean active() {
        return state.equals(ACTIVE);
    }

    static List<RegistryEntry> activeOldestFirst() {
        return list(
                "from RegistryEntry e join fetch e.institution left join fetch e.agency where e.state = ?1 order by"
                        + " e.createdAt, e.id",
                ACTIVE);
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

    /**
     * Entries whose number or institution holds the text, in the order of their institutions.
     *
     * @param state null for any
     * @param institutionId null for any
     */
    static PanacheQuery<RegistryEntry> search(String text, @Nullable String state, @Nullable String institutionId) {
        String part = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        return find(
                "from RegistryEntry e join fetch e.institution i left join fetch e.agency where (lower(i.name) like ?1"
                        + " escape '!' or lower(i.nameEn) like ?1 escape '!' or lower(e.numberKey) like ?1 escape '!')"
                        + " and e.state like ?2 and i.id like ?3 order by i.name, e.numberKey, e.id",
                part,
                state == null ? "%" : state,
                institutionId == null ? "%" : institutionId);
    }

    Registration registration() {
        Registration.Agency acting = agency == null ? null : new Registration.Agency(agency.id, agency.label());
        return new Registration(
                institution.id,
                institution.label(),
                Role.of(role),
                purpose,
                source,
                acting,
                Shape.of(shape),
                Period.of(validFrom, validUntil));
    }
}

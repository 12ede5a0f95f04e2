package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Ids;

/** One change of the registry: who did what, when. Written in the transaction that makes the change, never altered. */
@Entity
@Table(name = "registry_history")
class RegistryHistory extends PanacheEntityBase {
    private static final int ID_CHARACTERS = 16;
    private static final int LONGEST_DETAIL = 2_000;

    /** What was done to an entry. */
    enum Action {
        ADDED,
        PROPOSED,
        APPROVED,
        REJECTED,
        REMOVED,
        /** Not an entry but the institution itself: what is known of it, who manages it. */
        INSTITUTION
    }

    @Id
    String id;

    @Column(name = "entry_id")
    String entryId;

    String action;

    @Column(name = "number_key")
    String numberKey;

    String role;

    @Column(name = "institution_id")
    String institutionId;

    String source;

    @Column(name = "changed_by")
    String changedBy;

    @Column(name = "changed_at")
    Instant changedAt;

    /** What it was that was changed, in words; of staff ids not even the hash. */
    @Nullable
    String detail;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryHistory() {}

    /** @param who id of the key, or a word for the service itself */
    RegistryHistory(Action action, RegistryEntry entry, String who, Instant when) {
        this.id = Ids.random(ID_CHARACTERS);
        this.entryId = entry.id;
        this.action = action.name().toLowerCase(Locale.ROOT);
        this.numberKey = entry.shape.equals(Shape.STAFF.wire()) ? "staff" : entry.numberKey;
        this.role = entry.role;
        this.institutionId = entry.institution.id;
        this.source = entry.source;
        this.changedBy = who;
        this.changedAt = when;
        this.detail = describe(entry);
    }

    /** A change of the institution itself. */
    RegistryHistory(Institution institution, String who, Instant when, String detail) {
        this.id = Ids.random(ID_CHARACTERS);
        this.entryId = institution.id;
        this.action = Action.INSTITUTION.name().toLowerCase(Locale.ROOT);
        this.numberKey = "";
        this.role = "";
        this.institutionId = institution.id;
        this.source = "key " + who;
        this.changedBy = who;
        this.changedAt = when;
        this.detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }

    /** The latest changes of an institution. */
    static List<RegistryHistory> of(String institutionId, int most) {
        return RegistryHistory.<RegistryHistory>find("institutionId = ?1 order by changedAt desc, id", institutionId)
                .page(0, most)
                .list();
    }

    private static String describe(RegistryEntry entry) {
        StringBuilder text = new StringBuilder("shape=").append(entry.shape);
        if (entry.agency != null) {
            text.append(" agency=").append(entry.agency.name);
        }
        if (entry.validFrom != null) {
            text.append(" from=").append(entry.validFrom);
        }
        if (entry.validUntil != null) {
            text.append(" until=").append(entry.validUntil);
        }
        if (entry.evidence != null) {
            text.append(" evidence=").append(entry.evidence);
        }
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text.toString();
    }
}

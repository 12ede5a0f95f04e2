package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.zhenhao.store.Ids;

/** One change of the registry: who did what, when. Written in the transaction that makes the change, never altered. */
@Entity
@Table(name = "registry_history")
class RegistryHistory extends PanacheEntityBase {
    private static final int ID_CHARACTERS = 16;

    /** What was done to an entry. */
    enum Action {
        ADDED,
        REMOVED
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

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryHistory() {}

    /** @param who id of the key, or a word for the service itself */
    RegistryHistory(Action action, RegistryEntry entry, String who, Instant when) {
        this.id = Ids.random(ID_CHARACTERS);
        this.entryId = entry.id;
        this.action = action.name().toLowerCase(Locale.ROOT);
        this.numberKey = entry.numberKey;
        this.role = entry.role;
        this.institutionId = entry.institution.id;
        this.source = entry.source;
        this.changedBy = who;
        this.changedAt = when;
    }
}

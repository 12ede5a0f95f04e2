package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key by which an institution keeps its own entries. */
@Entity
@Table(name = "registry_manager")
class RegistryManager extends PanacheEntityBase {
    @Id
    @Column(name = "key_id")
    String keyId;

    @ManyToOne(optional = false)
    @JoinColumn(name = "institution_id")
    Institution institution;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryManager() {}

    RegistryManager(String keyId, Institution institution, String createdBy, Instant createdAt) {
        this.keyId = keyId;
        this.institution = institution;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }
}

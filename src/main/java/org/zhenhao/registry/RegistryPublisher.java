package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Ids;

/** Somebody whose signed lists this deployment follows. */
@Entity
@Table(name = "registry_publisher")
class RegistryPublisher extends PanacheEntityBase {
    private static final int ID_CHARACTERS = 12;

    @Id
    String id;

    String name;

    @Column(name = "public_key")
    String publicKey;

    @Nullable
    String url;

    /** The one institution it may speak for; null for any. */
    @Column(name = "institution_id")
    @Nullable
    String institutionId;

    /** Of the last list taken; 0 before the first. */
    long serial;

    int entries;

    @Column(name = "taken_at")
    @Nullable
    Instant takenAt;

    @Nullable
    String failure;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "approved_by")
    @Nullable
    String approvedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected RegistryPublisher() {}

    RegistryPublisher(String name, String publicKey, String createdBy, Instant createdAt) {
        this.id = "pub_" + Ids.random(ID_CHARACTERS);
        this.name = name;
        this.publicKey = publicKey;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }
}

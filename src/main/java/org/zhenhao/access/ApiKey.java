package org.zhenhao.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of the API as it is stored: everything about it but the key itself. */
@Entity
@Table(name = "api_key")
class ApiKey extends PanacheEntityBase {
    @Id
    String id;

    String name;

    /** The first characters, by which a person recognises it. */
    String prefix;

    /** HMAC-SHA-256 of the key, in hexadecimal. */
    String hash;

    /** The same of the key that this one replaced, while both are accepted. */
    @Column(name = "previous_hash")
    @Nullable
    String previousHash;

    @Column(name = "previous_expires_at")
    @Nullable
    Instant previousExpiresAt;

    @Column(name = "lookups_per_minute")
    @Nullable
    Long lookupsPerMinute;

    @Column(name = "reports_per_minute")
    @Nullable
    Long reportsPerMinute;

    String scopes;
    boolean trusted;
    boolean disabled;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected ApiKey() {}

    ApiKey(String id, String name, Set<Scope> scopes, SecretKey key, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.scopes = Scope.join(scopes);
        this.prefix = key.prefix();
        this.hash = key.hash();
        this.createdAt = createdAt;
    }
}

package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.store.Ids;

/** A bank, lender, platform, carrier or authority. */
@Entity
@Table(name = "institution")
class Institution extends PanacheEntityBase {
    private static final int ID_CHARACTERS = 12;

    @Id
    String id;

    String name;

    @Column(name = "name_en")
    @Nullable
    String nameEn;

    @Nullable
    String category;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected Institution() {}

    /** A new institution, whose id follows from its name so that every deployment gives it the same one. */
    Institution(String name, Instant createdAt) {
        this.id = "inst_" + Ids.of(name, ID_CHARACTERS);
        this.name = name;
        this.createdAt = createdAt;
    }

    /** Those of the names that are known, by name; the map may be added to. */
    static Map<String, Institution> byName(Set<String> names) {
        Map<String, Institution> known = new HashMap<>();
        for (Institution institution : Institution.<Institution>list("name in ?1", names)) {
            known.put(institution.name, institution);
        }
        return known;
    }

    Label label() {
        return new Label(name, nameEn == null ? name : nameEn);
    }
}

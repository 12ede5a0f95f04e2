package org.zhenhao.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    @Nullable
    String kind;

    /** Other names it goes by, one a line. */
    @Nullable
    String aliases;

    @Nullable
    String hotline;

    @Column(name = "complete_calls")
    boolean completeCalls;

    @Column(name = "complete_texts")
    boolean completeTexts;

    @Column(name = "confirmed_at")
    @Nullable
    Instant confirmedAt;

    @Column(name = "stale_after_days")
    @Nullable
    Integer staleAfterDays;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields after construction.
    protected Institution() {}

    /** A new institution, whose id follows from its name so that every deployment gives it the same one. */
    Institution(String name, Instant createdAt) {
        this.id = idOf(name);
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

    /** The id that an institution of this name has in every deployment. */
    static String idOf(String name) {
        return "inst_" + Ids.of(name, ID_CHARACTERS);
    }

    /** Those whose name or alias holds the text, by name. */
    static List<Institution> search(String text, int most) {
        String part = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        return Institution.<Institution>find(
                        "lower(name) like ?1 escape '!' or lower(nameEn) like ?1 escape '!' or lower(aliases) like ?1"
                                + " escape '!' order by name",
                        part)
                .page(0, most)
                .list();
    }

    InstitutionKind kind() {
        return kind == null ? InstitutionKind.ofCategory(category) : InstitutionKind.of(kind);
    }

    InstitutionInfo info() {
        long staleAt = confirmedAt == null || staleAfterDays == null
                ? Long.MAX_VALUE
                : confirmedAt.plus(Duration.ofDays(staleAfterDays)).getEpochSecond();
        return new InstitutionInfo(id, label(), kind(), aliasList(), hotline, completeCalls, completeTexts, staleAt);
    }

    List<String> aliasList() {
        return aliases == null ? List.of() : aliases.lines().toList();
    }

    Label label() {
        return new Label(name, nameEn == null ? name : nameEn);
    }
}

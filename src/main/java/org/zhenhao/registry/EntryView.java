package org.zhenhao.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the registry as the API shows it.
 *
 * @param number the number's canonical form, or the range, base or signature; {@code staff} for a staff id, whose hash
 *     nobody needs to see
 * @param institution the institution's id
 * @param state {@code active}, or {@code pending} until a second person approves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(
        String id,
        String shape,
        String number,
        String role,
        String institution,
        String name,
        @Nullable String nameEn,
        @Nullable String category,
        @Nullable String agency,
        @Nullable String purpose,
        String source,
        @Nullable String evidence,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        String state,
        String proposedBy,
        @Nullable String approvedBy,
        @Nullable String publisher,
        Instant createdAt) {

    static EntryView of(RegistryEntry entry) {
        return new EntryView(
                entry.id,
                entry.shape,
                entry.shape.equals(Shape.STAFF.wire()) ? "staff" : entry.numberKey,
                entry.role,
                entry.institution.id,
                entry.institution.name,
                entry.institution.nameEn,
                entry.institution.category,
                entry.agency == null ? null : entry.agency.name,
                entry.purpose,
                entry.source,
                entry.evidence,
                entry.validFrom,
                entry.validUntil,
                entry.state,
                entry.proposedBy,
                entry.approvedBy,
                entry.publisherId,
                entry.createdAt);
    }
}

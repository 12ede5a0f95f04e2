package org.zhenhao.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be entered, in canonical form.
 *
 * @param shape what it is
 * @param numberKey canonical number, or the key that {@link EntryKeys} writes for the others
 * @param role what it is to the institution
 * @param institution the institution's name
 * @param institutionEn its name in English, if known
 * @param category its trade, in the source's words, if known
 * @param agency name of the agency that uses it, if one does
 * @param purpose what it is for, in the source's words, if known
 * @param source where this is known from
 * @param evidence an address or hash of what proves it, if there is any
 * @param validFrom when it begins to hold; null: always did
 * @param validUntil when it ceases to hold; null: no end is known
 */
record Listing(
        Shape shape,
        String numberKey,
        Role role,
        String institution,
        @Nullable String institutionEn,
        @Nullable String category,
        @Nullable String agency,
        @Nullable String purpose,
        String source,
        @Nullable String evidence,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {

    /** An institution's own number, whose source is yet to be told. */
    static Listing official(
            String key,
            String institution,
            @Nullable String institutionEn,
            @Nullable String category,
            @Nullable String purpose) {
        return new Listing(
                Shape.NUMBER,
                key,
                Role.OFFICIAL,
                institution,
                institutionEn,
                category,
                null,
                purpose,
                "",
                null,
                null,
                null);
    }

    Listing from(String where) {
        return new Listing(
                shape,
                numberKey,
                role,
                institution,
                institutionEn,
                category,
                agency,
                purpose,
                where,
                evidence,
                validFrom,
                validUntil);
    }
}

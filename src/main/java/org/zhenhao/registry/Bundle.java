package org.zhenhao.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of institutions and their entries as one deployment publishes it for others. Staff ids are not in it: their
 * hashes are keyed with the publisher's secret and mean nothing elsewhere.
 *
 * @param format {@link #FORMAT}
 * @param issuer who publishes it
 * @param serial grows with every change; a list with a lower one is an old list
 * @param issuedAt when it was written
 * @param expiresAt when who follows it should have a newer one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Bundle(
        String format,
        String issuer,
        long serial,
        Instant issuedAt,
        Instant expiresAt,
        List<Member> institutions,
        List<Entry> entries) {
    static final String FORMAT = "zhenhao-registry/1";
    static final int MOST_ENTRIES = 200_000;

    /** An institution. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(
            String name,
            @Nullable String nameEn,
            String kind,
            @Nullable String category,
            List<String> aliases,
            @Nullable String hotline,
            boolean completeCalls,
            boolean completeTexts,
            @Nullable Instant confirmedAt,
            @Nullable Integer staleAfterDays) {
        static Member of(Institution institution) {
            return new Member(
                    institution.name,
                    institution.nameEn,
                    institution.kind().wire(),
                    institution.category,
                    institution.aliasList(),
                    institution.hotline,
                    institution.completeCalls,
                    institution.completeTexts,
                    institution.confirmedAt,
                    institution.staleAfterDays);
        }
    }

    /** An entry; the number as its canonical key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String shape,
            String key,
            String role,
            String institution,
            @Nullable String agency,
            @Nullable String purpose,
            String source,
            @Nullable String evidence,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {
        static Entry of(RegistryEntry entry) {
            return new Entry(
                    entry.shape,
                    entry.numberKey,
                    entry.role,
                    entry.institution.name,
                    entry.agency == null ? null : entry.agency.name,
                    entry.purpose,
                    entry.source,
                    entry.evidence,
                    entry.validFrom,
                    entry.validUntil);
        }
    }

    /**
     * A bundle under its signature.
     *
     * @param payload the bundle's JSON, base64
     * @param algorithm {@code Ed25519}
     * @param publicKey the signer's, 32 bytes, base64
     * @param signature over the payload's bytes, base64
     */
    public record Signed(String payload, String algorithm, String publicKey, String signature) {}
}

package org.zhenhao.registry;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a signed list of another deployment holds: a signature proves who wrote it, not that it makes sense. */
final class BundleEntries {
    private static final Pattern KEY = Pattern.compile("\\+[0-9]{5,15}|[A-Z]{2}-[ -~]{3,40}");
    private static final int SOURCE_NAME = 60;

    private BundleEntries() {}

    /** The listing an entry means, or null if it means none. */
    static @Nullable Listing listing(Bundle.Entry entry, String publisher) {
        try {
            Shape shape = Shape.of(entry.shape());
            Role role = Role.of(entry.role());
            String institution = EntryFields.required("institution", entry.institution());
            String agency = EntryFields.text("agency", entry.agency(), EntryFields.LONGEST_NAME);
            if (!sound(shape, entry.key(), agency)) {
                return null;
            }
            String told = EntryFields.text("source", entry.source(), EntryFields.LONGEST_NAME);
            String source = publisher.substring(0, Math.min(SOURCE_NAME, publisher.length()))
                    + (told == null ? "" : ": " + told);
            return new Listing(
                    shape,
                    entry.key(),
                    role,
                    institution,
                    null,
                    null,
                    agency,
                    EntryFields.text("purpose", entry.purpose(), EntryFields.LONGEST_NAME),
                    source.substring(0, Math.min(EntryFields.LONGEST_NAME, source.length())),
                    EntryFields.text("evidence", entry.evidence(), EntryFields.LONGEST_EVIDENCE),
                    entry.validFrom(),
                    entry.validUntil());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static boolean sound(Shape shape, String key, @Nullable String agency) {
        RegistryChanged.Span span = EntryKeys.span(key);
        return switch (shape) {
            case NUMBER -> span == null && KEY.matcher(key).matches();
            case RANGE ->
                span != null
                        && span.last() != null
                        && KEY.matcher(span.first()).matches()
                        && EntryFields.range(span.first(), span.last()).equals(key);
            case BASE ->
                span != null && EntryFields.base(span.first().substring(3)).equals(key);
            case SIGNATURE -> EntryFields.signature(key).equals(key);
            case COMMISSION ->
                agency != null && EntryKeys.commission(Institution.idOf(agency)).equals(key);
            case STAFF -> false;
        };
    }

    private static @Nullable String kind(@Nullable String word) {
        try {
            return word == null ? null : InstitutionKind.of(word).wire();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /**
     * Puts what a list says of an institution into its row.
     *
     * @param speaks whether the publisher speaks for this institution, so that his word replaces what is there
     */
    static void describe(Institution institution, Bundle.Member member, boolean speaks, Instant issuedAt) {
        if (institution.kind == null) {
            institution.kind = kind(member.kind());
        }
        if (speaks || institution.nameEn == null) {
            institution.nameEn = EntryFields.text("nameEn", member.nameEn(), EntryFields.LONGEST_NAME);
        }
        if (speaks || institution.hotline == null) {
            String hotline = member.hotline();
            institution.hotline = hotline != null && KEY.matcher(hotline).matches() ? hotline : institution.hotline;
        }
        if (speaks || institution.aliases == null) {
            List<String> aliases = member.aliases() == null ? List.of() : member.aliases();
            String joined = String.join("\n", aliases);
            institution.aliases = joined.isEmpty() || joined.length() > 900 ? institution.aliases : joined;
        }
        if (speaks) {
            institution.completeCalls = member.completeCalls();
            institution.completeTexts = member.completeTexts();
            institution.confirmedAt = issuedAt;
            Integer days = member.staleAfterDays();
            institution.staleAfterDays = days == null || days < 1 ? 30 : days;
        }
    }
}

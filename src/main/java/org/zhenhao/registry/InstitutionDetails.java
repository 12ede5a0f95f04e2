package org.zhenhao.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;

/**
 * What a client says of an institution; members that are missing stay as they are.
 *
 * @param name needed for a new institution, and never changed afterwards
 * @param kind what it is, one of {@link InstitutionKind}'s words
 * @param aliases other names it goes by, at most 20
 * @param hotline the number to call back
 * @param completeCalls whether it calls from no other numbers than the listed ones
 * @param completeTexts the same of texts
 * @param staleAfterDays for how many days a confirmation holds, 1 to 3650; 0 for ever
 * @param confirmed whether the list is confirmed now as up to date
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstitutionDetails(
        @Nullable String name,
        @Nullable String nameEn,
        @Nullable String kind,
        @Nullable List<String> aliases,
        @Nullable String hotline,
        @Nullable Boolean completeCalls,
        @Nullable Boolean completeTexts,
        @Nullable Integer staleAfterDays,
        @Nullable Boolean confirmed) {
    private static final int MOST_ALIASES = 20;
    private static final int LONGEST_ALIAS = 40;
    private static final int MOST_DAYS = 3_650;

    /**
     * Puts these details into the institution.
     *
     * @param ownKind whether the one who says so may say what the institution is
     * @throws ProblemException if one of them cannot be, or is not his to say
     */
    void applyTo(Institution institution, NumberParser parser, boolean ownKind, Instant now) {
        if (nameEn != null) {
            institution.nameEn = EntryFields.text("nameEn", nameEn, EntryFields.LONGEST_NAME);
        }
        if (kind != null) {
            if (!ownKind) {
                throw EntryFields.invalid("kind", new Text("只能由运营方设置", "is set by operators only"));
            }
            institution.kind = knownKind(kind);
        }
        if (aliases != null) {
            institution.aliases = joined(aliases);
        }
        if (hotline != null) {
            institution.hotline = hotline.isBlank() ? null : EntryFields.number(parser, hotline, "CN", Channel.CALL);
        }
        institution.completeCalls = Objects.requireNonNullElse(completeCalls, institution.completeCalls);
        institution.completeTexts = Objects.requireNonNullElse(completeTexts, institution.completeTexts);
        if (staleAfterDays != null) {
            if (staleAfterDays < 0 || staleAfterDays > MOST_DAYS) {
                throw EntryFields.invalid("staleAfterDays", new Text("应在 0 至 3650 之间", "lies between 0 and 3650"));
            }
            institution.staleAfterDays = staleAfterDays == 0 ? null : staleAfterDays;
        }
        if (Boolean.TRUE.equals(confirmed)) {
            institution.confirmedAt = now;
        }
    }

    private static String knownKind(String kind) {
        try {
            return InstitutionKind.of(kind).wire();
        } catch (IllegalArgumentException e) {
            throw EntryFields.invalid(
                    "kind",
                    new Text(
                            "不在说明的种类之列",
                            "is one of bank, lender, insurer, payment, platform, carrier, court, police, regulator,"
                                    + " authority, agency, other"));
        }
    }

    private static @Nullable String joined(List<String> aliases) {
        if (aliases.size() > MOST_ALIASES) {
            throw EntryFields.invalid("aliases", new Text("最多 20 个", "are at most 20"));
        }
        StringBuilder all = new StringBuilder();
        for (String alias : aliases) {
            String text = EntryFields.text("aliases", alias, LONGEST_ALIAS);
            if (text != null) {
                all.append(all.length() == 0 ? "" : "\n").append(text);
            }
        }
        return all.length() == 0 ? null : all.toString();
    }
}

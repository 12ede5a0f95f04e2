package org.zhenhao.registry;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.secret.Pseudonyms;

/**
 * One entry as a client writes it. It names one of {@code number}, {@code from} and {@code to}, {@code base}, {@code
 * signature} and {@code staffId}; with an agency alone it means the agency's commission.
 *
 * @param number as presented by the network or as printed in a brochure
 * @param from first number of a range
 * @param to last number of a range
 * @param base the digits that all senders of a 106 gateway base begin with
 * @param signature of texts, with or without brackets
 * @param staffId of a member of the agency's staff, or of the institution's own; only a keyed hash is kept
 * @param name the institution's name
 * @param nameEn the institution's name in English
 * @param agency name of the agency that acts for the institution
 * @param role {@code official}, {@code business} or {@code agency}; if missing, agency if one is named, else official
 * @param region ISO 3166 region that a number without a country code belongs to; CN if missing
 * @param channel {@code call} or {@code sms}; call if missing
 * @param purpose what the number is for
 * @param category the institution's trade
 * @param source where this is known from; the caller's key if missing
 * @param evidence an address or a hash of what proves it
 * @param validFrom a time or a day
 * @param validUntil a time or a day, at which it ceases to hold
 */
@com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
public record EntryLine(
        @Nullable String number,
        @Nullable String from,
        @Nullable String to,
        @Nullable String base,
        @Nullable String signature,
        @Nullable String staffId,
        @Nullable String name,
        @Nullable String nameEn,
        @Nullable String agency,
        @Nullable String role,
        @Nullable String region,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String category,
        @Nullable String source,
        @Nullable String evidence,
        @Nullable String validFrom,
        @Nullable String validUntil) {

    /**
     * The listing that this line means.
     *
     * @param who id of the caller's key
     * @throws ProblemException if it means none
     */
    Listing listing(NumberParser parser, Pseudonyms pseudonyms, String who) {
        Shape shape = shape();
        String holder = EntryFields.text("agency", agency, EntryFields.LONGEST_NAME);
        Role known = EntryFields.role(role, holder != null);
        if (known == Role.AGENCY && holder == null) {
            throw EntryFields.missing("agency");
        }
        Instant begin = EntryFields.time("validFrom", validFrom);
        Instant end = EntryFields.time("validUntil", validUntil);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw EntryFields.invalid("validUntil", new Text("须晚于 validFrom", "must be later than validFrom"));
        }
        String key = key(shape, parser, pseudonyms);
        return new Listing(
                shape,
                key,
                known,
                EntryFields.required("name", name),
                EntryFields.text("nameEn", nameEn, EntryFields.LONGEST_NAME),
                EntryFields.text("category", category, EntryFields.LONGEST_CATEGORY),
                holder,
                EntryFields.text("purpose", purpose, EntryFields.LONGEST_NAME),
                Objects.requireNonNullElse(EntryFields.text("source", source, EntryFields.LONGEST_NAME), "key " + who),
                EntryFields.text("evidence", evidence, EntryFields.LONGEST_EVIDENCE),
                begin,
                end);
    }

    private Shape shape() {
        int named = 0;
        Shape shape = Shape.NUMBER;
        if (given(number)) {
            named++;
        }
        if (given(from) || given(to)) {
            named++;
            shape = Shape.RANGE;
        }
        if (given(base)) {
            named++;
            shape = Shape.BASE;
        }
        if (given(signature)) {
            named++;
            shape = Shape.SIGNATURE;
        }
        if (given(staffId)) {
            named++;
            shape = Shape.STAFF;
        }
        if (named == 0 && given(agency)) {
            return Shape.COMMISSION;
        }
        if (named > 1) {
            throw EntryFields.invalid(
                    "number",
                    new Text(
                            "number、from/to、base、signature、staffId 只能给出一项",
                            "is one of number, from and to, base, signature and staffId"));
        }
        return shape;
    }

    private String key(Shape shape, NumberParser parser, Pseudonyms pseudonyms) {
        String home = region == null || region.isBlank() ? "CN" : region.toUpperCase(Locale.ROOT);
        Channel used = EntryFields.channel(channel == null || channel.isBlank() ? null : channel);
        return switch (shape) {
            case NUMBER -> EntryFields.number(parser, number, home, used);
            case RANGE ->
                EntryFields.range(
                        EntryFields.number(parser, from, home, used), EntryFields.number(parser, to, home, used));
            case BASE -> EntryFields.base(Objects.requireNonNull(base));
            case SIGNATURE -> EntryFields.signature(Objects.requireNonNull(signature));
            case STAFF ->
                EntryFields.staff(
                        pseudonyms,
                        EntryFields.required("name", given(agency) ? agency : name),
                        Objects.requireNonNull(staffId));
            case COMMISSION -> EntryKeys.commission(Institution.idOf(EntryFields.required("agency", agency)));
        };
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}

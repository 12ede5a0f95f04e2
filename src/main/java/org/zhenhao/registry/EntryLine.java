package org.zhenhao.registry;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;

/**
 * One entry as a client writes it.
 *
 * @param number as presented by the network or as printed in a brochure
 * @param name the institution's name
 * @param nameEn the institution's name in English
 * @param role {@code official}, also if missing
 * @param region ISO 3166 region that a number without a country code belongs to; CN if missing
 * @param channel {@code call} or {@code sms}; call if missing
 * @param purpose what the number is for
 * @param category the institution's trade
 * @param source where this is known from; the caller's key if missing
 */
public record EntryLine(
        @Nullable String number,
        @Nullable String name,
        @Nullable String nameEn,
        @Nullable String role,
        @Nullable String region,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String category,
        @Nullable String source) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CATEGORY = 40;

    /**
     * The listing that this line means.
     *
     * @param who id of the caller's key
     * @throws ProblemException if it means none
     */
    Listing listing(NumberParser parser, String who) {
        return new Listing(
                key(parser),
                knownRole(),
                required("name", name),
                text("nameEn", nameEn, LONGEST_NAME),
                text("category", category, LONGEST_CATEGORY),
                text("purpose", purpose, LONGEST_NAME),
                Objects.requireNonNullElse(text("source", source, LONGEST_NAME), "key " + who));
    }

    private String key(NumberParser parser) {
        if (number == null || number.isBlank()) {
            throw missing("number");
        }
        String home = region == null ? "CN" : region.toUpperCase(Locale.ROOT);
        if (!parser.supports(home)) {
            throw invalid("region", new Text("应为 ISO 3166 地区代码", "must be an ISO 3166 region code"));
        }
        try {
            ParsedNumber parsed = parser.parse(number, channelOrCall(), home);
            if (!registrable(parsed.kind())) {
                throw ProblemException.of(
                        ProblemCode.BAD_NUMBER,
                        "%s 不是可登记的完整号码",
                        "%s is not a whole number that can be registered",
                        parsed.key());
            }
            return parsed.key();
        } catch (RefusedNumberException e) {
            throw ProblemException.of(ProblemCode.BAD_NUMBER)
                    .with("reason", e.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether a number of this kind names one holder; a local number does so only together with its area. */
    static boolean registrable(NumberKind kind) {
        return switch (kind) {
            case IMPOSSIBLE, WITHHELD, LOCAL_FIXED -> false;
            default -> true;
        };
    }

    private Channel channelOrCall() {
        try {
            return channel == null ? Channel.CALL : Channel.of(channel);
        } catch (IllegalArgumentException e) {
            throw invalid("channel", new Text("应为 call 或 sms", "must be call or sms"));
        }
    }

    private Role knownRole() {
        try {
            return role == null ? Role.OFFICIAL : Role.of(role);
        } catch (IllegalArgumentException e) {
            throw invalid("role", new Text("应为 official", "must be official"));
        }
    }

    private static String required(String field, @Nullable String value) {
        String text = text(field, value, LONGEST_NAME);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    private static ProblemException missing(String field) {
        return invalid(field, new Text("不能缺少", "must be given"));
    }

    private static @Nullable String text(String field, @Nullable String value, int longest) {
        String text = value == null ? "" : value.strip();
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    field,
                    Text.of("至多 %d 个字符，不含控制字符", "must have at most %d characters, no control characters", longest));
        }
        return text.isEmpty() ? null : text;
    }

    private static ProblemException invalid(String field, Text rule) {
        return ProblemException.of(
                        ProblemCode.INVALID_FIELD, new Text(field + " " + rule.zh(), field + " " + rule.en()))
                .with("field", field);
    }
}

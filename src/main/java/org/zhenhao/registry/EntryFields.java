package org.zhenhao.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.secret.Pseudonyms;

/** Reads the members of an entry into canonical form, and says what is wrong with them. */
final class EntryFields {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_CATEGORY = 40;
    static final int LONGEST_EVIDENCE = 500;

    private static final int LONGEST_STAFF_ID = 40;
    private static final int LONGEST_SIGNATURE = 22;
    private static final Pattern BASE = Pattern.compile("106[0-9]{3,13}");
    /** Days without a time mean the start of the day where the institutions are. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private EntryFields() {}

    /** The key of a single number. */
    static String number(NumberParser parser, @Nullable String number, String home, Channel channel) {
        if (number == null || number.isBlank()) {
            throw missing("number");
        }
        if (!parser.supports(home)) {
            throw invalid("region", new Text("应为 ISO 3166 地区代码", "must be an ISO 3166 region code"));
        }
        try {
            ParsedNumber parsed = parser.parse(number, channel, home);
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

    /** The key of a range; its ends must be numbers of one length, the first before the last, and be within a million. */
    static String range(String first, String last) {
        boolean ordered = first.length() == last.length() && first.compareTo(last) < 0;
        int common = 0;
        while (ordered && first.charAt(common) == last.charAt(common)) {
            common++;
        }
        if (!ordered || first.length() - common > 6) {
            throw invalid(
                    "to",
                    new Text(
                            "须与 from 等长、在其后，且只有末六位可以不同",
                            "must be as long as from, lie behind it, and differ in the last six digits at most"));
        }
        return EntryKeys.range(first, last);
    }

    static String base(String digits) {
        if (!BASE.matcher(digits.strip()).matches()) {
            throw invalid("base", new Text("须为 106 开头的 6 至 16 位数字", "must be 106 and 3 to 13 more digits"));
        }
        return EntryKeys.base(digits.strip());
    }

    static String signature(String text) {
        String key = EntryKeys.signature(text);
        if (key.length() < 4 || key.length() > LONGEST_SIGNATURE) {
            throw invalid("signature", new Text("须为 2 至 20 个字符", "must have 2 to 20 characters"));
        }
        return key;
    }

    static String staff(Pseudonyms pseudonyms, String holder, String staffId) {
        String id = Objects.requireNonNullElse(text("staffId", staffId, LONGEST_STAFF_ID), "");
        if (id.length() < 2) {
            throw invalid("staffId", new Text("须为 2 至 40 个字符", "must have 2 to 40 characters"));
        }
        return EntryKeys.staff(pseudonyms, Institution.idOf(holder), id);
    }

    static Channel channel(@Nullable String channel) {
        try {
            return channel == null ? Channel.CALL : Channel.of(channel);
        } catch (IllegalArgumentException e) {
            throw invalid("channel", new Text("应为 call 或 sms", "must be call or sms"));
        }
    }

    static Role role(@Nullable String role, boolean agency) {
        try {
            return role == null ? agency ? Role.AGENCY : Role.OFFICIAL : Role.of(role);
        } catch (IllegalArgumentException e) {
            throw invalid("role", new Text("应为 official、business 或 agency", "must be official, business or agency"));
        }
    }

    /** A moment or a day. */
    static @Nullable Instant time(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(CHINA).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    field,
                    new Text(
                            "须为 RFC 3339 时间或日期，如 2026-12-31", "must be an RFC 3339 time, or a day such as 2026-12-31"));
        }
    }

    static String required(String field, @Nullable String value) {
        String text = text(field, value, LONGEST_NAME);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    static ProblemException missing(String field) {
        return invalid(field, new Text("不能缺少", "must be given"));
    }

    static @Nullable String text(String field, @Nullable String value, int longest) {
        String text = value == null ? "" : value.strip();
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    field,
                    Text.of("至多 %d 个字符，不含控制字符", "must have at most %d characters, no control characters", longest));
        }
        return text.isEmpty() ? null : text;
    }

    static ProblemException invalid(String field, Text rule) {
        return ProblemException.of(
                        ProblemCode.INVALID_FIELD, new Text(field + " " + rule.zh(), field + " " + rule.en()))
                .with("field", field);
    }
}

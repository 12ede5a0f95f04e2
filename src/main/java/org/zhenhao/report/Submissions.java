package org.zhenhao.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.campaign.CaseKeys;
import org.zhenhao.campaign.TextMarks;
import org.zhenhao.campaign.Trace;
import org.zhenhao.conduct.ConductFact;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.score.Category;
import org.zhenhao.secret.Pseudonyms;

/** Checks what a caller sends as a report and tells who he is. Thread-safe. */
@Singleton
final class Submissions {
    private static final long FUTURE_SECONDS = 300;
    private static final int LONGEST_REPORTER = 128;
    private static final int LEAST_OPEN_CASE = 20;
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_EVIDENCE = 10;
    private static final int MOST_CASE_KEYS = 2;
    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern EVIDENCE_KIND = Pattern.compile("[a-z_]{1,30}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z]{2}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Intake intake;
    private final NumberParser parser;
    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final IntakeConfig config;
    private final CaseKeys caseKeys;
    private final TextMarks textMarks;

    Submissions(
            Intake intake,
            NumberParser parser,
            Pseudonyms pseudonyms,
            Clock clock,
            IntakeConfig config,
            CaseKeys caseKeys,
            TextMarks textMarks) {
        this.caseKeys = caseKeys;
        this.textMarks = textMarks;
        this.intake = intake;
        this.parser = parser;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.config = config;
    }

    /**
     * What a request submits.
     *
     * @throws ProblemException if the request says something impossible
     */
    Submission read(Caller caller, @Nullable ReportRequest request, @Nullable String idempotencyKey) {
        if (request == null) {
            throw ProblemException.of(ProblemCode.BAD_REQUEST, "举报须为 JSON 对象", "a report is a JSON object");
        }
        String raw = required(request.number(), "number");
        Category category = Category.ofWire(required(request.category(), "category"));
        if (category == null) {
            throw bad("category", "不在说明的类别之列", "is none of the documented ones");
        }
        String region = request.region() == null ? "CN" : request.region();
        if (!REGION.matcher(region).matches()) {
            throw bad("region", "须为两个字母的 ISO 3166 代码", "is an ISO 3166 code of two letters");
        }
        Channel channel = channel(request.channel());
        ReportFactory.Contact contact = new ReportFactory.Contact(
                raw, region.toUpperCase(Locale.ROOT), channel, category, contactTime(request.occurredAt()));
        ReportFactory factory = intake.factory(caller.id());
        Report report = factory.submitted(
                contact, number(contact), origin(caller, request.reporter()), remarks(caller, request, category));
        return new Submission(report, idempotencyKey == null ? null : factory.hashOf(idempotencyKey));
    }

    /** Whether this caller, with this reporter id, is who sent the report. */
    boolean isReporter(Caller caller, @Nullable String reporter, Report report) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(report.acceptedAt()), ZoneOffset.UTC);
        return report.origin().client().equals(caller.id())
                && MessageDigest.isEqual(report.origin().reporter(), reporterPseudonym(caller, reporter, day));
    }

    /** The pseudonym of somebody who reports through a key. */
    byte[] pseudonym(Caller caller, String reporter) {
        return reporterPseudonym(caller, reporter, LocalDate.EPOCH);
    }

    private Report.Origin origin(Caller caller, @Nullable String reporter) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // A key can invent as many reporters as it likes: until an operator trusts it, all of them are one network.
        String network = caller.anonymous() || caller.trusted() ? caller.network() : "key:" + caller.id();
        return new Report.Origin(
                reporterPseudonym(caller, reporter, today), pseudonyms.hmac64("network", network), caller.id());
    }

    private byte[] reporterPseudonym(Caller caller, @Nullable String reporter, LocalDate day) {
        ReportFactory factory = intake.factory(caller.id());
        if (caller.anonymous() || reporter == null) {
            // Nobody says who he is: the network stands for him, for one day.
            return factory.reporter("network\u0000" + caller.network() + "\u0000" + day);
        }
        if (reporter.isBlank() || reporter.length() > LONGEST_REPORTER) {
            throw bad("reporter", "须为 1 至 128 个字符", "has 1 to 128 characters");
        }
        return factory.reporter(reporter);
    }

    private static Channel channel(@Nullable String word) {
        try {
            return word == null ? Channel.CALL : Channel.of(word);
        } catch (IllegalArgumentException unknown) {
            throw bad("channel", "只能是 call 或 sms", "is call or sms");
        }
    }

    private ParsedNumber number(ReportFactory.Contact contact) {
        try {
            ParsedNumber number = parser.parse(contact.number(), contact.channel(), contact.region());
            if (number.kind() == NumberKind.WITHHELD) {
                throw bad("number", "隐藏的号码无法举报", "a withheld number cannot be reported");
            }
            return number;
        } catch (RefusedNumberException refused) {
            throw ProblemException.of(
                            ProblemCode.BAD_NUMBER,
                            refused.reason().text().zh(),
                            refused.reason().text().en())
                    .with("reason", refused.reason().code());
        }
    }

    private long contactTime(@Nullable String text) {
        long now = clock.instant().getEpochSecond();
        if (text == null) {
            return now;
        }
        long at;
        try {
            at = OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeException malformed) {
            throw bad(
                    "occurredAt",
                    "须为 RFC 3339 时间，如 2026-11-20T13:40:00Z",
                    "is an RFC 3339 time such as 2026-11-20T13:40:00Z");
        }
        if (at > now + FUTURE_SECONDS) {
            throw bad("occurredAt", "在将来", "lies in the future");
        }
        if (at < now - config.retention().toSeconds()) {
            throw bad("occurredAt", "早于举报的保存期限", "is older than reports are kept");
        }
        return at;
    }

    /**
     * What a case of this caller is kept as: under his reporter's name, or for callers without a key under its own, which has
     * to be too long to guess then.
     */
    UUID caseHash(Caller caller, @Nullable String reporter, String name) {
        int least = caller.anonymous() ? LEAST_OPEN_CASE : 1;
        if (name.length() < least || name.length() > LONGEST_REPORTER || name.isBlank()) {
            throw bad(
                    "case",
                    "须为 " + least + " 至 128 个字符（无密钥时须难以猜到）",
                    "has " + least + " to 128 characters; without a key it must be hard to guess");
        }
        String owner = caller.anonymous() || reporter == null ? "" : reporter;
        ByteBuffer hash = ByteBuffer.wrap(pseudonyms.hmac("case", caller.id(), owner, name));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private Report.Remarks remarks(Caller caller, ReportRequest request, Category category) {
        String note = limited(request.note(), LONGEST_NOTE, "note");
        String institution = limited(request.claimedInstitution(), LONGEST_NAME, "claimedInstitution");
        UUID named = request.caseName() == null ? null : caseHash(caller, request.reporter(), request.caseName());
        Map<String, Object> details = new LinkedHashMap<>();
        if (institution != null) {
            details.put("claimedInstitution", institution);
        }
        if (request.conduct() != null && !request.conduct().isEmpty()) {
            details.put("conduct", conduct(request.conduct()));
        }
        if (request.evidence() != null && !request.evidence().isEmpty()) {
            details.put("evidence", evidence(request.evidence()));
        }
        try {
            return new Report.Remarks(
                    note,
                    details.isEmpty() ? null : JSON.writeValueAsString(details),
                    named,
                    traces(request, category));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and lists always become JSON", impossible);
        }
    }

    /** Whoever is bombed with messages gets those of innocent services: their texts make no campaign. */
    private List<Trace> traces(ReportRequest request, Category category) {
        List<Trace> traces = new ArrayList<>();
        if (request.caseKeys() != null) {
            if (request.caseKeys().size() > MOST_CASE_KEYS) {
                throw bad("caseKeys", "最多 2 项", "has at most 2 items");
            }
            for (ReportRequest.CaseKey key : request.caseKeys()) {
                traces.add(caseKeys.trace(key == null ? null : key.period(), key == null ? null : key.value()));
            }
        }
        String text = limited(request.text(), LONGEST_TEXT, "text");
        if (text != null && category != Category.SMS_BOMBING && category != Category.CALL_BOMBING) {
            traces.addAll(textMarks.of(text));
        }
        return List.copyOf(traces);
    }

    private static List<String> conduct(List<String> words) {
        if (words.size() > ConductFact.values().length) {
            throw bad("conduct", "每项事实只能出现一次", "names each fact once");
        }
        return words.stream()
                .map(word -> word == null ? null : ConductFact.ofWire(word))
                .map(fact -> {
                    if (fact == null) {
                        throw bad("conduct", "含有未说明的事实", "names a fact that is none of the documented ones");
                    }
                    return fact.wire();
                })
                .distinct()
                .toList();
    }

    private static List<Map<String, String>> evidence(List<ReportRequest.Evidence> items) {
        if (items.size() > MOST_EVIDENCE) {
            throw bad("evidence", "最多 10 项", "has at most 10 items");
        }
        return items.stream()
                .map(item -> {
                    if (item == null
                            || item.kind() == null
                            || !EVIDENCE_KIND.matcher(item.kind()).matches()
                            || item.sha256() == null
                            || !SHA_256.matcher(item.sha256()).matches()) {
                        throw bad(
                                "evidence",
                                "每项须有 snake_case 的 kind 和 64 位十六进制 sha256",
                                "each item has a kind in snake_case and a sha256 of 64 hexadecimal digits");
                    }
                    return Map.of("kind", item.kind(), "sha256", item.sha256().toLowerCase(Locale.ROOT));
                })
                .toList();
    }

    private static @Nullable String limited(@Nullable String text, int longest, String name) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > longest) {
            throw bad(name, "最多 " + longest + " 个字符", "has at most " + longest + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw bad(name, "含有空字符", "contains a null character");
        }
        return text;
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw bad(name, "缺失", "is missing");
        }
        return value;
    }

    private static ProblemException bad(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, new Text(field + "：" + zh, field + ": " + en))
                .with("field", field);
    }
}

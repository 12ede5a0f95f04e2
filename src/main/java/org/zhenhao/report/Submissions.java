package org.zhenhao.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.campaign.CaseKeys;
import org.zhenhao.campaign.TextMarks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.Category;
import org.zhenhao.secret.Pseudonyms;

/** Checks what a caller sends as a report and tells who he is. Thread-safe. */
@Singleton
final class Submissions {
    private static final long FUTURE_SECONDS = 300;
    private static final int LONGEST_REPORTER = 128;
    private static final Pattern REGION = Pattern.compile("[A-Za-z]{2}");

    private final Function<String, ReportFactory> factories;
    private final NumberParser parser;
    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final Duration retention;
    private final RemarksReader remarks;

    @Inject
    Submissions(
            Intake intake,
            NumberParser parser,
            Pseudonyms pseudonyms,
            Clock clock,
            IntakeConfig config,
            CaseKeys caseKeys,
            TextMarks textMarks) {
        this(
                intake::factory,
                parser,
                pseudonyms,
                clock,
                config.retention(),
                new RemarksReader(pseudonyms, caseKeys::trace, textMarks::of));
    }

    /**
     * Checks without an intake.
     *
     * @param factories what makes reports of a client, by the client's id
     * @param retention how long ago a contact may be
     */
    Submissions(
            Function<String, ReportFactory> factories,
            NumberParser parser,
            Pseudonyms pseudonyms,
            Clock clock,
            Duration retention,
            RemarksReader remarks) {
        this.factories = factories;
        this.parser = parser;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.retention = retention;
        this.remarks = remarks;
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
            throw RemarksReader.bad("category", "不在说明的类别之列", "is none of the documented ones");
        }
        String region = request.region() == null ? "CN" : request.region();
        if (!REGION.matcher(region).matches()) {
            throw RemarksReader.bad("region", "须为两个字母的 ISO 3166 代码", "is an ISO 3166 code of two letters");
        }
        Channel channel = channel(request.channel());
        ReportFactory.Contact contact = new ReportFactory.Contact(
                raw, region.toUpperCase(Locale.ROOT), channel, category, contactTime(request.occurredAt()));
        ReportFactory factory = factories.apply(caller.id());
        Report report = factory.submitted(
                contact, number(contact), origin(caller, request.reporter()), remarks.read(caller, request, category));
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
        ReportFactory factory = factories.apply(caller.id());
        if (caller.anonymous() || reporter == null) {
            // Nobody says who he is: the network stands for him, for one day.
            return factory.reporter("network\u0000" + caller.network() + "\u0000" + day);
        }
        if (reporter.isBlank() || reporter.length() > LONGEST_REPORTER) {
            throw RemarksReader.bad("reporter", "须为 1 至 128 个字符", "has 1 to 128 characters");
        }
        return factory.reporter(reporter);
    }

    private static Channel channel(@Nullable String word) {
        try {
            return word == null ? Channel.CALL : Channel.of(word);
        } catch (IllegalArgumentException unknown) {
            throw RemarksReader.bad("channel", "只能是 call 或 sms", "is call or sms");
        }
    }

    private ParsedNumber number(ReportFactory.Contact contact) {
        try {
            ParsedNumber number = parser.parse(contact.number(), contact.channel(), contact.region());
            if (number.kind() == NumberKind.WITHHELD) {
                throw RemarksReader.bad("number", "隐藏的号码无法举报", "a withheld number cannot be reported");
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
            throw RemarksReader.bad(
                    "occurredAt",
                    "须为 RFC 3339 时间，如 2026-11-20T13:40:00Z",
                    "is an RFC 3339 time such as 2026-11-20T13:40:00Z");
        }
        if (at > now + FUTURE_SECONDS) {
            throw RemarksReader.bad("occurredAt", "在将来", "lies in the future");
        }
        if (at < now - retention.toSeconds()) {
            throw RemarksReader.bad("occurredAt", "早于举报的保存期限", "is older than reports are kept");
        }
        return at;
    }

    /** What a case of this caller is kept as; see {@link RemarksReader#caseHash}. */
    UUID caseHash(Caller caller, @Nullable String reporter, String name) {
        return remarks.caseHash(caller, reporter, name);
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw RemarksReader.bad(name, "缺失", "is missing");
        }
        return value;
    }
}

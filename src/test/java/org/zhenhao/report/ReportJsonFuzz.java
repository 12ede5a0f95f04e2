package org.zhenhao.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Limits;
import org.zhenhao.access.Scope;
import org.zhenhao.campaign.TextMarks;
import org.zhenhao.campaign.Trace;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;

/** The JSON of a report, up to what is queued for storing; the case keys' periods are 1 and 2. */
public final class ReportJsonFuzz implements FuzzTarget {
    private static final ObjectReader JSON = new ObjectMapper()
            .findAndRegisterModules()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readerFor(ReportRequest.class);
    private static final NumberParser PARSER = NumberParser.create();
    private static final Pseudonyms PSEUDONYMS =
            Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final Submissions SUBMISSIONS = new Submissions(
            client -> new ReportFactory(PARSER, PSEUDONYMS, Policy.standard(), CLOCK, client),
            PARSER,
            PSEUDONYMS,
            CLOCK,
            Duration.ofDays(730),
            new RemarksReader(PSEUDONYMS, ReportJsonFuzz::trace, new TextMarks(PSEUDONYMS)::of));
    private static final Caller CALLER =
            new Caller(Caller.ANONYMOUS, Set.of(Scope.REPORT), false, "192.0.2.0/24", Limits.DEFAULT);
    private static final Caller KEY = new Caller("k", Set.of(Scope.REPORT), true, "2001:db8::/48", Limits.DEFAULT);

    private static Trace trace(@Nullable Integer period, @Nullable String value) {
        if (period == null || period < 1 || period > 2 || value == null || value.length() != 64) {
            throw ProblemException.of(ProblemCode.INVALID_FIELD);
        }
        return new Trace(Trace.Kind.CASE_KEY, PSEUDONYMS.hmac64("case-mark", value));
    }

    @Override
    public List<byte[]> seeds() {
        String hash = "0123456789abcdefABCDEF".repeat(3).substring(0, 64);
        return Stream.of("""
                        {"number":"13800138000","region":"CN","channel":"call","category":"fraud","occurredAt":"2026-11-01T08:00:00Z","reporter":"a",
                        "note":"\\u4e2d","claimedInstitution":"x","conduct":["threatened","claimed_bank"],"evidence":[{"kind":"recording","sha256":"%s"}],
                        "case":"a case that is hard to guess"}""".formatted(hash), """
                        {"number":"1069800095588","channel":"sms","category":"phishing","occurredAt":"2026-11-21T23:59:59.5+08:00",
                        "text":"【工商银行】您的账户已冻结 http://a.cn/b","caseKeys":[{"period":1,"value":"%s"},{"period":2,"value":null}]}""".formatted(hash), """
                        {"number":"+12025550123","region":"us","category":"robocall","reporter":null,"conduct":[],"evidence":[],"caseKeys":[]}""", """
                        {"number":"+8695588","category":"impersonation","note":"a\\u0000b","conduct":[null],"evidence":[null]}""")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        try {
            ReportRequest request = JSON.readValue(input);
            SUBMISSIONS.read(input.length % 2 == 0 ? CALLER : KEY, request, null);
        } catch (IOException | ProblemException refused) {
            throw new Expected(refused);
        }
    }
}

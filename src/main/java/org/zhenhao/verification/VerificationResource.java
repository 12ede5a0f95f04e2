package org.zhenhao.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.Channel;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code POST /v1/verifications}: is this caller who he says he is? */
@Path("/v1/verifications")
@Tag(name = "verification")
public class VerificationResource {
    private static final int LONGEST = 100;
    private static final int LONGEST_STAFF_ID = 40;

    private final Verifier verifier;
    private final Guesses guesses;
    private final NumberParser parser;
    private final Callers callers;
    private final Clock clock;

    @Inject
    VerificationResource(Verifier verifier, Guesses guesses, NumberParser parser, Callers callers, Clock clock) {
        this.verifier = verifier;
        this.guesses = guesses;
        this.parser = parser;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * What a caller says of himself. Nothing of it is kept.
     *
     * @param number the number he shows; {@code sender} means the same, for texts
     * @param institution whom he says he calls for, id or name; {@code creditor} means the same
     * @param agency the agency he says he works for
     * @param name the person's name; no register of persons is kept, so it is not checked
     * @param staffId the staff id he gives
     * @param signature the signature of his text, such as 【某银行】
     * @param channel {@code call} or {@code sms}; call if missing, sms if {@code sender} is given
     */
    public record Request(
            @Nullable String number,
            @Nullable String sender,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String institution,
            @Nullable String creditor,
            @Nullable String agency,
            @Nullable String name,
            @Nullable String staffId,
            @Nullable String signature) {}

    /** One check. */
    public record Check(String what, String result, String reason, String text) {}

    /** The official number that his imitates. */
    public record Imitated(String number, String institution, String how) {}

    /**
     * The answer.
     *
     * @param result {@code confirmed}, {@code contradicted}, {@code not_listed}, {@code expired} or {@code registry_stale}
     * @param callBack the official number to call back, dialled by oneself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            String result,
            String number,
            @Nullable String institution,
            @Nullable String institutionId,
            @Nullable String callBack,
            @Nullable Imitated imitates,
            List<Check> checks,
            String advice,
            Instant asOf) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check what a caller says of himself against the registry",
            description =
                    "What is not listed is not_listed, which proves nothing. Staff ids are checked at a limited rate.")
    public Answer verify(
            Request request,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.LOOKUP);
        Claim claim = claim(request);
        if (claim.staffId() != null) {
            guesses.count(caller.anonymous() ? "network " + caller.network() : caller.id());
        }
        return answer(claim.number(), verifier.verify(claim), Language.of(language));
    }

    private Claim claim(Request request) {
        String raw = request.number() == null ? request.sender() : request.number();
        if (raw == null) {
            throw invalid("number", "不能缺少", "must be given");
        }
        boolean text = request.channel() == null
                ? request.number() == null
                : request.channel().equals("sms");
        if (!text && request.channel() != null && !request.channel().equals("call")) {
            throw invalid("channel", "应为 call 或 sms", "must be call or sms");
        }
        String institution = limited("institution", request.institution(), LONGEST);
        String creditor = limited("creditor", request.creditor(), LONGEST);
        limited("name", request.name(), LONGEST);
        String signature = limited("signature", request.signature(), LONGEST);
        String claimed = institution == null ? creditor : institution;
        if (claimed == null && signature == null) {
            throw invalid(
                    "institution", "institution、creditor、signature 至少给出一项", "or creditor or signature must be given");
        }
        return new Claim(
                parse(raw, text, request.region()),
                text,
                claimed,
                limited("agency", request.agency(), LONGEST),
                limited("staffId", request.staffId(), LONGEST_STAFF_ID),
                signature);
    }

    private ParsedNumber parse(String raw, boolean text, @Nullable String region) {
        String home = region == null ? "CN" : region.toUpperCase(Locale.ROOT);
        try {
            return parser.parse(raw, text ? Channel.SMS : Channel.CALL, home);
        } catch (RefusedNumberException e) {
            throw ProblemException.of(
                            ProblemCode.BAD_NUMBER,
                            e.reason().text().zh(),
                            e.reason().text().en())
                    .with("reason", e.reason().code());
        }
    }

    private Answer answer(ParsedNumber number, Verification found, Language language) {
        NearMiss miss = found.nearMiss();
        return new Answer(
                found.outcome().wire(),
                number.key(),
                found.institution() == null ? null : text(found.institution(), language),
                found.institutionId(),
                ClaimTexts.dialled(found.callBack()),
                miss == null
                        ? null
                        : new Imitated(
                                miss.number(),
                                text(miss.institution(), language),
                                miss.how().wire()),
                found.findings().stream()
                        .map(finding -> new Check(
                                finding.what().wire(),
                                finding.outcome().wire(),
                                finding.reason().wire(),
                                text(finding.reason().text(), language)))
                        .toList(),
                ClaimTexts.advice(found).in(language),
                clock.instant());
    }

    private static String text(Label label, Language language) {
        return language == Language.ZH ? label.zh() : label.en();
    }

    private static @Nullable String limited(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(field, "过长或含控制字符", "is too long or holds control characters");
        }
        return value.strip();
    }

    private static ProblemException invalid(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, field + " " + zh, field + " " + en)
                .with("field", field);
    }
}

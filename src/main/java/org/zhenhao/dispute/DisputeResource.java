package org.zhenhao.dispute;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Vault;

/** {@code /v1/disputes}: contesting what is said of one's number. */
@Path("/v1/disputes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "disputes")
public class DisputeResource {
    private static final String TOKEN = "X-Dispute-Token";
    private static final int LONGEST_STATEMENT = 2_000;
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_ANSWER = 200;
    private static final int MOST = 500;
    /** What may be a number, or most of one. */
    private static final Pattern TELLING = Pattern.compile("\\d(?:[\\s./-]?\\d){5}");

    private final Desk desk;
    private final NumberParser parser;
    private final Callers callers;
    private final Clock clock;
    private final Vault vault;

    @Inject
    DisputeResource(Desk desk, NumberParser parser, Callers callers, Clock clock, Vault vault) {
        this.vault = vault;
        this.desk = desk;
        this.parser = parser;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * What is contested.
     *
     * @param reason {@code wrongly_reported}, {@code recycled_number} or {@code spoofed_owner}
     * @param statement in the holder's words, at most 2,000 characters; seen by moderators only
     * @param proof how he will prove that he holds it; {@code manual} if missing
     */
    public record Request(
            @Nullable String number,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String reason,
            @Nullable String statement,
            @Nullable String proof) {}

    /**
     * A dispute just opened.
     *
     * @param token to come back with, in the header X-Dispute-Token; shown this once
     * @param todo what to do to prove that one holds the number
     * @param terms what happens when
     */
    public record Opened(DisputeView dispute, String token, String todo, String terms) {}

    /** An answer to the proof, such as a code. */
    public record Answer(@Nullable String answer) {}

    /**
     * A decision.
     *
     * @param uphold whether the holder is right
     * @param reasons for him, 1 to 500 characters
     * @param publicNote for the public record; must not tell whose number it is
     */
    public record Decision(
            @Nullable Boolean uphold,
            @Nullable String reasons,
            @Nullable String publicNote) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Dispute what is said of a number one holds",
            description = "The number is shown as disputed at once; its score stays until the decision.")
    public Opened open(
            @Nullable Request request,
            @HeaderParam("Accept-Language") @Nullable String acceptLanguage,
            @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.REPORT);
        Request asked = request == null ? new Request(null, null, null, null, null, null) : request;
        Desk.Opened opened = desk.open(new Desk.Opening(
                number(asked),
                reason(asked.reason()),
                vault.seal(Dispute.STATEMENT, text("statement", asked.statement(), LONGEST_STATEMENT)),
                asked.proof() == null ? ManualProof.METHOD : asked.proof(),
                caller.anonymous() ? "network " + caller.network() : "key " + caller.id()));
        Language language = Language.of(acceptLanguage);
        return new Opened(
                view(opened.dispute(), false),
                opened.token(),
                opened.todo().in(language),
                Terms.text(opened.dispute().dueAt).in(language));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A dispute, for whoever opened it or moderates")
    public DisputeView get(
            @PathParam("id") String id, @HeaderParam(TOKEN) @Nullable String token, @Context RoutingContext context) {
        return token == null && callers.of(context).may(Scope.MODERATE)
                ? view(desk.find(id), true)
                : view(desk.own(id, token), false);
    }

    @GET
    @Operation(summary = "The disputes in a state, the oldest first")
    public List<DisputeView> list(@QueryParam("state") @Nullable String state, @Context RoutingContext context) {
        callers.of(context).require(Scope.MODERATE);
        Dispute.State wanted;
        try {
            wanted = Dispute.State.valueOf(state == null ? "OPEN" : state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "state 只能是 open、upheld、rejected、withdrawn",
                            "state is open, upheld, rejected or withdrawn")
                    .with("parameter", "state");
        }
        return desk.list(wanted, MOST).stream().map(row -> view(row, true)).toList();
    }

    @POST
    @Path("/{id}/proof")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer the proof of control")
    public DisputeView prove(
            @PathParam("id") String id, @Nullable Answer answer, @HeaderParam(TOKEN) @Nullable String token) {
        String given = text("answer", answer == null ? null : answer.answer(), LONGEST_ANSWER);
        return view(desk.prove(id, token == null ? "" : token, given), false);
    }

    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Take a dispute back")
    public DisputeView withdraw(@PathParam("id") String id, @HeaderParam(TOKEN) @Nullable String token) {
        return view(desk.withdraw(id, token == null ? "" : token), false);
    }

    @POST
    @Path("/{id}/proven")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Note that the proof was seen", description = "By a moderator, for the manual proof.")
    public DisputeView proven(@PathParam("id") String id, @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.MODERATE);
        return view(desk.proven(id, caller.id()), true);
    }

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Decide a dispute",
            description =
                    "Upheld: what speaks against the number is overruled, and the same reporters cannot list it again.")
    public DisputeView decide(
            @PathParam("id") String id, @Nullable Decision decision, @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.MODERATE);
        if (decision == null || decision.uphold() == null) {
            throw invalid("uphold", "不能缺少", "must be given");
        }
        String note = decision.publicNote();
        if (note != null && TELLING.matcher(note).find()) {
            throw invalid("publicNote", "公开，不得含号码", "is public and must not hold a number");
        }
        return view(
                desk.decide(
                        id,
                        new Desk.Decision(
                                decision.uphold(),
                                caller.id(),
                                text("reasons", decision.reasons(), LONGEST_NOTE),
                                note == null ? null : text("publicNote", note, LONGEST_NOTE))),
                true);
    }

    private DisputeView view(Dispute row, boolean moderator) {
        return DisputeView.of(
                row, moderator, moderator ? vault.open(Dispute.STATEMENT, row.statement) : null, clock.instant());
    }

    private ParsedNumber number(Request request) {
        if (request.number() == null) {
            throw invalid("number", "不能缺少", "must be given");
        }
        try {
            String region = request.region() == null ? "CN" : request.region().toUpperCase(Locale.ROOT);
            Channel channel = request.channel() == null ? Channel.CALL : Channel.of(request.channel());
            ParsedNumber number = parser.parse(request.number(), channel, region);
            if (number.kind() == NumberKind.WITHHELD || number.kind() == NumberKind.IMPOSSIBLE) {
                throw invalid("number", "没有人持有这样的号码", "is none that anybody holds");
            }
            return number;
        } catch (RefusedNumberException e) {
            throw ProblemException.of(
                            ProblemCode.BAD_NUMBER,
                            e.reason().text().zh(),
                            e.reason().text().en())
                    .with("reason", e.reason().code());
        } catch (IllegalArgumentException e) {
            throw invalid("channel", "应为 call 或 sms", "must be call or sms");
        }
    }

    private static Dispute.Reason reason(@Nullable String word) {
        for (Dispute.Reason reason : Dispute.Reason.values()) {
            if (reason.wire().equals(word)) {
                return reason;
            }
        }
        throw invalid(
                "reason",
                "应为 wrongly_reported、recycled_number 或 spoofed_owner",
                "must be wrongly_reported, recycled_number or spoofed_owner");
    }

    private static String text(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank() || value.length() > longest || value.indexOf('\0') >= 0) {
            throw invalid(field, "须为 1 至 " + longest + " 个字符", "has 1 to " + longest + " characters");
        }
        return value.strip();
    }

    private static ProblemException invalid(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, field + " " + zh, field + " " + en)
                .with("field", field);
    }
}

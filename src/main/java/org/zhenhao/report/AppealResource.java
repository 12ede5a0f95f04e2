package org.zhenhao.report;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/moderation/appeals}: upholding the appeal of whoever holds a number, and reversing that. */
@Path("/v1/moderation/appeals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "moderation")
public class AppealResource {
    private static final int MOST = 1000;

    private final Appeals appeals;
    private final NumberParser parser;
    private final Callers callers;

    AppealResource(Appeals appeals, NumberParser parser, Callers callers) {
        this.appeals = appeals;
        this.parser = parser;
        this.callers = callers;
    }

    /**
     * An appeal to uphold.
     *
     * @param number in any form
     * @param region ISO 3166 region whose national forms the number may have; CN if it is not said
     * @param reference names the appeal, so that repeating the request does nothing; drawn if it is not said
     * @param note why
     */
    public record Upholding(
            @Nullable String number,
            @Nullable String region,
            @Nullable String reference,
            @Nullable String note) {}

    /** What was done after appeals, the latest first. */
    public record Acts(List<Appeals.Act> acts) {}

    /** Upholds an appeal: overrules all that speaks against the number, and counts that against those who said it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Appeals.Act uphold(@Nullable Upholding appeal, RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.MODERATE);
        if (appeal == null || appeal.number == null) {
            throw ProblemException.of(ProblemCode.INVALID_FIELD, "缺少号码", "number is missing")
                    .with("field", "number");
        }
        String reference = appeal.reference == null ? UUID.randomUUID().toString() : appeal.reference;
        ParsedNumber number = parse(appeal.number, appeal.region == null ? "CN" : appeal.region);
        try {
            return appeals.uphold(number, reference, caller.id(), appeal.note);
        } catch (IllegalArgumentException unfit) {
            throw ProblemException.of(
                    ProblemCode.INVALID_FIELD,
                    "reference 须为 1 至 80 个字符且只用于一个号码，note 不能超过 500 字",
                    "reference has 1 to 80 characters and belongs to one number, note has at most 500 characters");
        }
    }

    /** Reverses an appeal that was upheld. */
    @POST
    @Path("/{id}/reverse")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public Appeals.Act reverse(
            @PathParam("id") String id, @QueryParam("note") @Nullable String note, RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.MODERATE);
        if (note != null && note.length() > Appeals.LONGEST_NOTE) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "note 不能超过 500 字", "note has at most 500 characters")
                    .with("parameter", "note");
        }
        return appeals.reverse(id, caller.id(), note)
                .orElseThrow(() ->
                        ProblemException.of(ProblemCode.NOT_FOUND, "没有这项已支持的申诉", "no appeal was upheld under this id"));
    }

    /** What was done after appeals, of one number or of all. */
    @GET
    @Blocking
    public Acts acts(
            @QueryParam("number") @Nullable String number,
            @QueryParam("limit") @DefaultValue("100") int limit,
            RoutingContext context) {
        callers.of(context).require(Scope.MODERATE);
        if (limit < 1 || limit > MOST) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER, "limit 须在 1 到 1000 之间", "limit lies between 1 and 1000")
                    .with("parameter", "limit");
        }
        return new Acts(appeals.acts(number == null ? null : parse(number, "CN").key(), limit));
    }

    private ParsedNumber parse(String number, String region) {
        try {
            ParsedNumber parsed = parser.parse(number, Channel.CALL, region);
            if (parsed.kind() == NumberKind.WITHHELD) {
                throw ProblemException.of(ProblemCode.BAD_NUMBER, "隐藏的号码没有主人", "a withheld number has no holder");
            }
            return parsed;
        } catch (RefusedNumberException refused) {
            throw ProblemException.of(
                            ProblemCode.BAD_NUMBER,
                            refused.reason().text().zh(),
                            refused.reason().text().en())
                    .with("reason", refused.reason().code());
        }
    }
}

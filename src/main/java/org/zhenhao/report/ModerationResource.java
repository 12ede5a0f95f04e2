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
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.ReporterRecord;

/** {@code /v1/moderation/reporters}: reporters whose reports are held back, and the power to hold back or let go. */
@Path("/v1/moderation/reporters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "moderation")
public class ModerationResource {
    private static final int MOST = 1000;
    private static final int LONGEST_NOTE = 500;
    private static final int PSEUDONYM_DIGITS = 32;

    private final Moderation moderation;
    private final Intake intake;
    private final Callers callers;

    ModerationResource(Moderation moderation, Intake intake, Callers callers) {
        this.moderation = moderation;
        this.intake = intake;
        this.callers = callers;
    }

    /**
     * A reporter under quarantine.
     *
     * @param by {@code model} or {@code moderator}
     * @param opinions how many of his opinions were taken back
     */
    public record Held(String reporter, String by, String since, int opinions) {}

    /** Reporters under quarantine, the latest first. */
    public record HeldReporters(List<Held> reporters) {}

    /**
     * Something that was done to a reporter.
     *
     * @param act {@code quarantine} or {@code lift}
     * @param actor {@code model}, or the id of the moderator's key
     * @param opinions how many of his opinions changed their state
     */
    public record ActView(
            String at,
            String act,
            String actor,
            int opinions,
            @Nullable String note) {}

    /** What was done to a reporter, the latest first. */
    public record Acts(String reporter, List<ActView> acts) {}

    /** Reporters under quarantine. */
    @GET
    @Blocking
    public HeldReporters list(
            @QueryParam("state") @DefaultValue("quarantined") String state,
            @QueryParam("limit") @DefaultValue("100") int limit,
            RoutingContext context) {
        callers.of(context).require(Scope.MODERATE);
        if (!state.equals("quarantined") || limit < 1 || limit > MOST) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "state 须为 quarantined，limit 须在 1 到 1000 之间",
                            "state is quarantined, limit lies between 1 and 1000")
                    .with("parameter", state.equals("quarantined") ? "limit" : "state");
        }
        return stored(() -> new HeldReporters(moderation.quarantined(limit).stream()
                .map(one -> new Held(
                        HexFormat.of().formatHex(one.pseudonym()),
                        one.kind().name().toLowerCase(Locale.ROOT),
                        time(one.since()),
                        one.opinions()))
                .toList()));
    }

    /** What was done to a reporter. */
    @GET
    @Path("/{pseudonym}/acts")
    @Blocking
    public Acts acts(@PathParam("pseudonym") String pseudonym, RoutingContext context) {
        callers.of(context).require(Scope.MODERATE);
        long reporter = ByteBuffer.wrap(parse(pseudonym)).getLong();
        return stored(() -> new Acts(
                pseudonym,
                moderation.acts(reporter).stream().map(ModerationResource::view).toList()));
    }

    /** Holds back a reporter's reports: those on the numbers he reported last, and those to come. */
    @POST
    @Path("/{pseudonym}/quarantine")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public ActView quarantine(
            @PathParam("pseudonym") String pseudonym,
            @QueryParam("note") @Nullable String note,
            RoutingContext context) {
        return sentence(pseudonym, ReporterRecord.Quarantine.MODERATOR, note, context);
    }

    /** Lets a reporter's reports count again, as if he had never been suspected. */
    @POST
    @Path("/{pseudonym}/lift")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public ActView lift(
            @PathParam("pseudonym") String pseudonym,
            @QueryParam("note") @Nullable String note,
            RoutingContext context) {
        return sentence(pseudonym, ReporterRecord.Quarantine.NONE, note, context);
    }

    private ActView sentence(
            String pseudonym, ReporterRecord.Quarantine quarantine, @Nullable String note, RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.MODERATE);
        byte[] reporter = parse(pseudonym);
        if (note != null && note.length() > LONGEST_NOTE) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "note 不能超过 500 字", "note has at most 500 characters")
                    .with("parameter", "note");
        }
        return stored(() -> intake.sentence(new Corrections.Sentence(reporter, quarantine, caller.id(), note)))
                .map(ModerationResource::view)
                .orElseThrow(ModerationResource::unknown);
    }

    private static ActView view(ReporterTable.Act act) {
        return new ActView(time(act.at()), act.act(), act.actor(), act.opinions(), act.note());
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    private static byte[] parse(String pseudonym) {
        if (pseudonym.length() != PSEUDONYM_DIGITS) {
            throw unknown();
        }
        try {
            return HexFormat.of().parseHex(pseudonym);
        } catch (IllegalArgumentException notHex) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "没有这个举报人", "there is no such reporter");
    }

    private interface Stored<T> {
        T get() throws SQLException;
    }

    private static <T> T stored(Stored<T> stored) {
        try {
            return stored.get();
        } catch (SQLException failure) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "存储暂不可用", "the store cannot be reached")
                    .retryAfter(5);
        }
    }
}

package org.zhenhao.report;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/reporters/me}: what is kept of a reporter, and its erasure, through the key that he reported through. */
@Path("/v1/reporters/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "privacy")
public class ReporterResource {
    private static final int MOST = 1_000;

    private final Erasure erasure;
    private final Submissions submissions;
    private final Callers callers;
    private final Clock clock;

    @Inject
    ReporterResource(Erasure erasure, Submissions submissions, Callers callers, Clock clock) {
        this.erasure = erasure;
        this.submissions = submissions;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * What a reporter has sent.
     *
     * @param next what to give as {@code after} for the rest; null if this is all
     */
    public record Export(
            Instant exportedAt,
            List<Receipts.Stored> reports,
            @Nullable String next) {}

    @GET
    @Path("/export")
    @Blocking
    @Operation(
            summary = "All that a reporter has sent",
            description = "Through the same key and with the same `reporter` as the reports; a thousand at a time.")
    public Export export(
            @QueryParam("reporter") @Nullable String reporter,
            @QueryParam("after") @Nullable String after,
            @Context RoutingContext context) {
        byte[] pseudonym = pseudonym(reporter, callers.of(context));
        long from = after == null ? -1 : ReportIds.parse(after);
        try {
            List<Report> reports = erasure.reports(pseudonym, from, MOST);
            String next = reports.size() < MOST
                    ? null
                    : ReportIds.text(reports.get(MOST - 1).id());
            return new Export(
                    clock.instant(), reports.stream().map(Receipts::stored).toList(), next);
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    @DELETE
    @Blocking
    @Operation(
            summary = "Erase all that a reporter has sent",
            description =
                    "Its weight leaves the tallies as in a withdrawal. Receipts stay as hashes. What an appeal overruled stays"
                            + " without its texts, and a reporter who is held back stays so.")
    public Erasure.Erased erase(@QueryParam("reporter") @Nullable String reporter, @Context RoutingContext context) {
        try {
            return erasure.erase(pseudonym(reporter, callers.of(context)));
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    /** Without a key a whole network stands for a reporter, and one of its people must not see or erase what others said. */
    private byte[] pseudonym(@Nullable String reporter, Caller caller) {
        caller.require(Scope.REPORT);
        if (caller.anonymous()) {
            throw ProblemException.of(
                    ProblemCode.KEY_REQUIRED,
                    "没有密钥时无法区分同一网络中的举报人；单份举报可凭其 id 撤回",
                    "without a key the reporters of a network cannot be told apart; single reports can be withdrawn by their id");
        }
        if (reporter == null) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "缺少 reporter", "reporter is missing")
                    .with("parameter", "reporter");
        }
        return submissions.pseudonym(caller, reporter);
    }

    private static ProblemException unavailable() {
        return ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "存储暂时不可用，请重试", "the store failed; ask again")
                .retryAfter(2);
    }
}

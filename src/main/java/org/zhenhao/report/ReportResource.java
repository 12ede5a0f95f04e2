package org.zhenhao.report;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/reports}: one person's statement about one contact. */
@Path("/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {
    private static final int LONGEST_KEY = 200;

    private final Intake intake;
    private final Submissions submissions;
    private final Receipts receipts;
    private final Callers callers;

    ReportResource(Intake intake, Submissions submissions, Receipts receipts, Callers callers) {
        this.intake = intake;
        this.submissions = submissions;
        this.receipts = receipts;
        this.callers = callers;
    }

    /** Takes a report; answered once it is committed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(
            @Nullable ReportRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.REPORT);
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw ProblemException.of(
                    ProblemCode.BAD_REQUEST,
                    "Idempotency-Key 须为 1 至 %d 个字符",
                    "Idempotency-Key has 1 to %d characters",
                    LONGEST_KEY);
        }
        Submission submission = submissions.read(caller, request, idempotencyKey);
        return Uni.createFrom()
                .completionStage(intake.submit(submission))
                .onFailure()
                .transform(failure -> failure instanceof TimeoutException ? notKnown() : notStored())
                .chain(result -> receipt(submission, result))
                .map(receipt -> Response.created(URI.create("/v1/reports/" + receipt.id()))
                        .entity(receipt)
                        .build());
    }

    private Uni<Receipts.Receipt> receipt(Submission submission, Submission.Result result) {
        return switch (result.outcome()) {
            case STORED -> receipts.of(submission.report().stored(result.id()));
            case DOUBLED ->
                Uni.createFrom()
                        .item(() -> find(result.id()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .onItem()
                        .ifNull()
                        .failWith(ReportResource::notFound)
                        .chain(receipts::of);
            case CONFLICT ->
                throw ProblemException.of(
                        ProblemCode.CONFLICT,
                        "该 Idempotency-Key 已用于另一份举报",
                        "this Idempotency-Key was used for another report");
        };
    }

    /** The report as stored, for its reporter. */
    @GET
    @Path("/{id}")
    @Blocking
    public Receipts.Stored get(
            @PathParam("id") String id, @QueryParam("reporter") @Nullable String reporter, RoutingContext context) {
        return Receipts.stored(own(id, reporter, callers.of(context)));
    }

    /** Takes the report back: exactly its weight leaves the tally. */
    @DELETE
    @Path("/{id}")
    @Blocking
    public void withdraw(
            @PathParam("id") String id, @QueryParam("reporter") @Nullable String reporter, RoutingContext context) {
        Report report = own(id, reporter, callers.of(context));
        try {
            intake.withdraw(report.id());
        } catch (SQLException failure) {
            throw notStored();
        }
    }

    private Report own(String id, @Nullable String reporter, Caller caller) {
        caller.require(Scope.REPORT);
        long number = ReportIds.parse(id);
        Report report = number < 0 ? null : find(number);
        if (report == null || !submissions.isReporter(caller, reporter, report)) {
            throw notFound();
        }
        return report;
    }

    private @Nullable Report find(long id) {
        try {
            return intake.find(id);
        } catch (SQLException failure) {
            throw notStored();
        }
    }

    /** The same answer for a report that is somebody else's: who does not own it learns nothing. */
    private static ProblemException notFound() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "该举报人没有这份举报", "there is no such report of this reporter");
    }

    private static ProblemException notKnown() {
        return ProblemException.of(
                        ProblemCode.STORE_UNAVAILABLE,
                        "尚不知是否已保存；重发同一份举报不会重复计入",
                        "it is not known whether it was stored; the same report sent again counts once")
                .retryAfter(2);
    }

    private static ProblemException notStored() {
        return ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "未能保存", "nothing was stored")
                .retryAfter(2);
    }
}

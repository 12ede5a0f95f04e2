package org.zhenhao.screening;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.RequiresScope;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/screenings/…}: how jobs stand, what came out, and their end. Whoever did not begin a job does not see it. */
@Path("/v1/screenings")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.SCREEN)
@Tag(name = "screenings")
@Blocking
public class JobResource {
    private static final int LISTED = 50;
    private static final int BLOCKS_TOLD = 20;
    private static final Duration TICK = Duration.ofMillis(500);

    private final JobStore jobs;
    private final PartStore parts;
    private final Results results;
    private final Callers callers;
    private final Clock clock;

    @Inject
    JobResource(JobStore jobs, PartStore parts, Results results, Callers callers, Clock clock) {
        this.jobs = jobs;
        this.parts = parts;
        this.results = results;
        this.callers = callers;
        this.clock = clock;
    }

    /** The caller's newest jobs. */
    @GET
    @Operation(summary = "List your screenings, newest first")
    public List<JobView> list(RoutingContext context) {
        return jobs.of(client(callers.of(context)), LISTED).stream()
                .map(this::view)
                .toList();
    }

    /** How a job stands. */
    @GET
    @Path("/{id}")
    @Operation(
            summary = "How a screening stands",
            description = "Rows done, of how many, without a verdict, rate, estimated end.")
    public JobView get(@PathParam("id") String id, RoutingContext context) {
        return view(own(id, context));
    }

    /** How a job stands, twice a second until it is over. */
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same as server-sent events", description = "Ends when the screening is over.")
    public Multi<JobView> events(@PathParam("id") String id, RoutingContext context) {
        own(id, context);
        Multi<JobView> views = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(TICK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> Optional.ofNullable(jobs.find(id)))
                .select()
                .first(Optional::isPresent)
                .map(job -> view(job.orElseThrow()));
        AtomicBoolean over = new AtomicBoolean();
        return views.select().first(view -> !over.getAndSet(view.endedAt() != null));
    }

    /** What the rows say together. */
    @GET
    @Path("/{id}/summary")
    @Operation(
            summary = "What the rows say together",
            description =
                    "How many of each level, kind, carrier, category and reason for refusal, of the rows done so far,"
                            + " and the worst blocks among them.")
    public Summary.Counts summary(@PathParam("id") String id, RoutingContext context) {
        own(id, context);
        Summary summary = new Summary();
        parts.summaries(id).forEach(summary::add);
        return summary.counts(BLOCKS_TOLD);
    }

    /** The result. */
    @GET
    @Path("/{id}/result")
    @Produces(MediaType.WILDCARD)
    @Operation(
            summary = "Download the result",
            description =
                    "All rows in order with the columns added; format csv, ndjson, xlsx or parquet, by default as sent. Takes Range.")
    public Response result(
            @PathParam("id") String id,
            @QueryParam("format") @Nullable String format,
            @RestHeader("Range") @Nullable String range,
            @RestHeader("If-Range") @Nullable String ifRange,
            RoutingContext context) {
        Job job = own(id, context);
        if (job.state() != Job.State.DONE) {
            throw ProblemException.of(ProblemCode.CONFLICT, "筛查尚未完成", "the screening is not done yet")
                    .with("state", job.state().wire())
                    .retryAfter(1);
        }
        return results.answer(job, format, range, ifRange);
    }

    /** Cancels a job and erases all of it. */
    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    @Operation(summary = "Cancel a screening and erase it", description = "Nothing of its text and its result is kept.")
    public void delete(@PathParam("id") String id, RoutingContext context) {
        own(id, context);
        results.forget(id);
        jobs.erase(id);
    }

    private Job own(String id, RoutingContext context) {
        Caller caller = callers.of(context);
        Job job = jobs.find(id);
        if (job == null || !job.client().equals(client(caller)) && !caller.may(Scope.ADMIN)) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "没有这项筛查", "there is no such screening");
        }
        return job;
    }

    private JobView view(Job job) {
        long now = clock.millis();
        return JobView.of(job, jobs.progress(job.id(), now), now);
    }

    /** Whose a job is: the key's, or without one the network's. */
    static String client(Caller caller) {
        return caller.anonymous() ? caller.network() : caller.id();
    }
}

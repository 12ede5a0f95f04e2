package org.zhenhao.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/imports}: historic reports, streamed. */
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private final Imports imports;
    private final Callers callers;
    private final Clock clock;

    ImportResource(Imports imports, Callers callers, Clock clock) {
        this.imports = imports;
        this.callers = callers;
        this.clock = clock;
    }

    /** An import as the API tells it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ImportView(
            UUID id,
            String format,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            long lines,
            long taken,
            long doubled,
            long refused,
            long linesPerSecond,
            Map<String, Long> refusedBy,
            List<RefusalView> refusals,
            @Nullable String failure) {}

    /** A line that was not taken. */
    record RefusalView(long line, String code, String detail) {}

    /** Takes a whole file; the answer comes when its last line is committed. */
    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    public Response run(
            InputStream body,
            @QueryParam("format") @DefaultValue("reports") String format,
            @QueryParam("region") @DefaultValue("CN") String region,
            RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.IMPORT);
        Imports.Format known = Imports.Format.of(format);
        if (known == null) {
            throw ProblemException.of(
                    ProblemCode.BAD_PARAMETER, "format 只能是 reports 或 ftc-dnc", "format is one of reports, ftc-dnc");
        }
        ImportProgress.Snapshot end = imports.run(caller.id(), known, region.toUpperCase(Locale.ROOT), body);
        if (end == null) {
            throw ProblemException.of(ProblemCode.OVERLOADED, "同时进行的导入过多", "too many imports run at once")
                    .retryAfter(30);
        }
        int status = end.state() == ImportProgress.State.DONE ? 200 : 503;
        return Response.status(status).entity(view(end, language(context))).build();
    }

    /** The newest imports. */
    @GET
    @Blocking
    public List<ImportView> list(RoutingContext context) {
        callers.of(context).require(Scope.IMPORT);
        return imports.list().stream().map(one -> view(one, language(context))).toList();
    }

    /** How an import goes. */
    @GET
    @Path("/{id}")
    @Blocking
    public ImportView get(@PathParam("id") String id, RoutingContext context) {
        callers.of(context).require(Scope.IMPORT);
        ImportProgress.Snapshot found;
        try {
            found = imports.find(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            found = null;
        }
        if (found == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "没有这次导入", "there is no such import");
        }
        return view(found, language(context));
    }

    private static Language language(RoutingContext context) {
        return Language.of(context.request().getHeader("Accept-Language"));
    }

    private ImportView view(ImportProgress.Snapshot progress, Language language) {
        boolean running = progress.state() == ImportProgress.State.RUNNING;
        long until = running || progress.endedAt() == 0 ? clock.instant().getEpochSecond() : progress.endedAt();
        return new ImportView(
                progress.id(),
                progress.format(),
                progress.state().name().toLowerCase(Locale.ROOT),
                Instant.ofEpochSecond(progress.startedAt()),
                progress.endedAt() == 0 ? null : Instant.ofEpochSecond(progress.endedAt()),
                progress.lines(),
                progress.taken(),
                progress.doubled(),
                progress.refused(),
                progress.lines() / Math.max(1, until - progress.startedAt()),
                progress.refusedBy(),
                progress.refusals().stream()
                        .map(one -> new RefusalView(
                                one.line(), one.code(), one.detail().in(language)))
                        .toList(),
                progress.failure());
    }
}

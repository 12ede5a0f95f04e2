package org.zhenhao.report;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/moderation/bursts}: numbers that were reported so often within an hour that not all of it counts in full. */
@Path("/v1/moderation/bursts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "moderation")
public class BurstResource {
    private static final int MOST = 1000;
    private static final int MOST_HOURS = 168;

    private final Moderation moderation;
    private final Callers callers;

    BurstResource(Moderation moderation, Callers callers) {
        this.moderation = moderation;
        this.callers = callers;
    }

    /**
     * Many reports on one number within one hour.
     *
     * @param hour of the contacts, when it begins
     * @param reports how many there were
     * @param networks from how many networks
     */
    public record Burst(String number, Instant hour, int reports, int networks) {}

    /** Bursts, the latest first. */
    public record Bursts(List<Burst> bursts) {}

    /** Bursts among the reports of the last hours, at most a week's. */
    @GET
    @Blocking
    public Bursts list(
            @QueryParam("hours") @DefaultValue("24") int hours,
            @QueryParam("limit") @DefaultValue("100") int limit,
            RoutingContext context) {
        callers.of(context).require(Scope.MODERATE);
        if (hours < 1 || hours > MOST_HOURS || limit < 1 || limit > MOST) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "hours 须在 1 到 168 之间，limit 须在 1 到 1000 之间",
                            "hours lies between 1 and 168, limit between 1 and 1000")
                    .with("parameter", limit < 1 || limit > MOST ? "limit" : "hours");
        }
        try {
            return new Bursts(moderation.bursts(hours, limit).stream()
                    .map(one ->
                            new Burst(one.number(), Instant.ofEpochSecond(one.hour()), one.reports(), one.networks()))
                    .toList());
        } catch (SQLException failure) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "存储暂不可用", "the store cannot be reached")
                    .retryAfter(5);
        }
    }
}

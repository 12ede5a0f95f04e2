package org.zhenhao.report;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/maintenance}: what an operator runs now and then. */
@Path("/v1/maintenance")
@Produces(MediaType.APPLICATION_JSON)
public class MaintenanceResource {
    private final Intake intake;
    private final Callers callers;
    private final AtomicBoolean running = new AtomicBoolean();

    MaintenanceResource(Intake intake, Callers callers) {
        this.intake = intake;
        this.callers = callers;
    }

    /** Recomputes every tally from the stored reports and tells how many differ; {@code repair=true} writes the right ones. */
    @POST
    @Path("/rebuild")
    @Blocking
    public Rebuild.Outcome rebuild(
            @QueryParam("repair") @DefaultValue("false") boolean repair, RoutingContext context) {
        callers.of(context).require(Scope.ADMIN);
        if (!running.compareAndSet(false, true)) {
            throw ProblemException.of(ProblemCode.OVERLOADED, "重建正在进行", "a rebuild is running")
                    .retryAfter(30);
        }
        try {
            return intake.rebuild(repair).run();
        } catch (SQLException failure) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "重建未能完成", "the rebuild could not finish");
        } finally {
            running.set(false);
        }
    }
}

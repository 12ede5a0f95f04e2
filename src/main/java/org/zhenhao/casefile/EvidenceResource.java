package org.zhenhao.casefile;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.report.Cases;

/** {@code GET /v1/evidence/{case}}: what a reporter takes to the regulator, the bank, the police or the court. */
@Path("/v1/evidence")
@Tag(name = "evidence")
public class EvidenceResource {
    private static final String ZIP = "application/zip";

    private final Cases cases;
    private final CaseFiles files;
    private final Bundle bundle;
    private final Callers callers;

    @Inject
    EvidenceResource(Cases cases, CaseFiles files, Bundle bundle, Callers callers) {
        this.cases = cases;
        this.files = files;
        this.bundle = bundle;
        this.callers = callers;
    }

    @GET
    @Path("/{case}")
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    @Blocking
    @Operation(
            summary = "The evidence of a case, as a signed archive",
            description =
                    "Timeline, numbers, verdicts as of each contact, rules possibly broken, whom to turn to, receipts with their"
                            + " proofs; as JSON, CSV and PDF. `java -jar quarkus-run.jar verify bundle.zip` checks it offline. For the reporter"
                            + " who named the case in his reports, through the same key.")
    public Response export(
            @PathParam("case") String name,
            @QueryParam("reporter") @Nullable String reporter,
            @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.REPORT);
        List<Cases.Item> items = cases.find(caller, reporter, name);
        if (items.isEmpty()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "该举报人没有这个案件", "There is no such case of this reporter");
        }
        return Response.ok(bundle.zip(files.of(name, items)), ZIP)
                .header("Content-Disposition", "attachment; filename=\"evidence.zip\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}

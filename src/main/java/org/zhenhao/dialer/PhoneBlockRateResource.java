package org.zhenhao.dialer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.report.Reporting;

/** {@code POST /phoneblock/api/rate}: a vote of PhoneBlock's API, taken as a report. */
@Path(PhoneBlockRoutes.PATH + "/rate")
@Singleton
public class PhoneBlockRateResource {
    /** PhoneBlock gives every user a token of his own: the key is the person. */
    private static final String REPORTER = "phoneblock";

    private final Reporting reporting;
    private final Callers callers;

    @Inject
    PhoneBlockRateResource(Reporting reporting, Callers callers) {
        this.reporting = reporting;
        this.callers = callers;
    }

    /** A vote. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Vote(
            @Nullable String phone,
            @Nullable String rating,
            @Nullable String comment) {}

    /** Takes a vote; a later one of the same token on the same number takes its place. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(hidden = true)
    public CompletionStage<RestResponse<Void>> rate(@Nullable Vote vote, RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.REPORT);
        PhoneBlockRating rating = vote == null ? null : PhoneBlockRating.named(vote.rating());
        if (vote == null || vote.phone() == null || rating == null) {
            throw ProblemException.of(ProblemCode.INVALID_FIELD, "需要 phone 和 rating", "phone and rating are needed");
        }
        return reporting
                .submit(caller, vote.phone(), rating.category(), REPORTER, vote.comment())
                .handle((done, failure) -> {
                    if (failure != null) {
                        throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "未能保存", "nothing was stored")
                                .retryAfter(2);
                    }
                    return RestResponse.ok();
                });
    }
}

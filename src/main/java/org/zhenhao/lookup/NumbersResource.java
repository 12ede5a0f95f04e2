package org.zhenhao.lookup;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;

/** {@code GET /v1/numbers/{number}}: who is calling or texting, and may I trust it? */
@Path("/v1/numbers")
@Singleton
public class NumbersResource {
    private final Lookup lookup;
    private final VerdictWriter writer;
    private final LookupMetrics metrics;
    private final Callers callers;

    @Inject
    NumbersResource(Lookup lookup, VerdictWriter writer, LookupMetrics metrics, Callers callers) {
        this.callers = callers;
        this.lookup = lookup;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** What the network said besides the caller id, and what an auditor asks. */
    public static class Parameters {
        @RestQuery
        @Nullable
        String region;

        @RestQuery
        @Nullable
        String channel;

        @RestQuery
        @Nullable
        String verstat;

        @RestQuery
        @Nullable
        String presentation;

        @RestQuery("as_of")
        @Nullable
        String asOf;
    }

    /** Answers the verdict on one number. */
    @GET
    @Path("/{number:.+}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(hidden = true) // Documented in META-INF/openapi.yaml, which knows more than the signature.
    public CompletionStage<RestResponse<byte[]>> number(
            @RestPath String number,
            @BeanParam Parameters parameters,
            RoutingContext context,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        long began = System.nanoTime();
        Caller caller = callers.of(context);
        caller.require(Scope.LOOKUP);
        if (parameters.asOf != null) {
            caller.require(Scope.AUDIT);
        }
        Language language = Language.of(acceptLanguage);
        ParsedNumber parsed = parse(RawPath.number(context.request(), number), parameters);
        long now = lookup.now();
        long asOf = parameters.asOf == null ? now : AsOf.parse(parameters.asOf, now);
        return lookup.find(parsed).handle((found, failure) -> {
            if (found == null) {
                metrics.unavailable();
                throw Faults.lookup(failure);
            }
            if (asOf < now) {
                AsOf.check(found, asOf);
            }
            RestResponse<byte[]> response = respond(lookup.verdict(found, asOf), language, ifNoneMatch);
            metrics.took(found.tier(), System.nanoTime() - began);
            return response;
        });
    }

    private ParsedNumber parse(String number, Parameters given) {
        try {
            return lookup.parse(Question.of(number, given.region, given.channel, given.verstat, given.presentation));
        } catch (ProblemException e) {
            metrics.refused();
            throw e;
        }
    }

    private RestResponse<byte[]> respond(Verdict verdict, Language language, @Nullable String ifNoneMatch) {
        Answer answer = Answer.of(verdict, writer, language);
        RestResponse.ResponseBuilder<byte[]> builder = answer.matches(ifNoneMatch)
                ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                : RestResponse.ResponseBuilder.ok(answer.body());
        return builder.header(HttpHeaders.ETAG, answer.tag())
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}

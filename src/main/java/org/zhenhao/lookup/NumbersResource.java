package org.zhenhao.lookup;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Tier;
import org.zhenhao.score.Explanation;

/** {@code GET /v1/numbers/{number}}: who is calling or texting, and may I trust it? */
@Path("/v1/numbers")
@Singleton
public class NumbersResource {
    private final Lookup lookup;
    private final VerdictWriter writer;
    private final LookupMetrics metrics;
    private final Callers callers;
    private final Claims claims;

    @Inject
    NumbersResource(Lookup lookup, VerdictWriter writer, LookupMetrics metrics, Callers callers, Claims claims) {
        this.claims = claims;
        this.callers = callers;
        this.lookup = lookup;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Answers the verdict on one number. */
    @GET
    @Path("/{number}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(hidden = true) // Documented in META-INF/openapi.yaml, which knows more than the signature.
    public CompletionStage<RestResponse<byte[]>> number(@RestPath String number, RoutingContext context) {
        long began = System.nanoTime();
        Caller caller = callers.of(context);
        caller.require(Scope.LOOKUP);
        HttpServerRequest request = context.request();
        // Most requests have no query, and parsing none is cheaper than parsing an empty one.
        MultiMap query = request.query() == null ? null : request.params();
        ParsedNumber parsed = parse(RawPath.number(request, number), query);
        long now = lookup.now();
        String past = query == null ? null : query.get("as_of");
        long asOf = now;
        if (past != null) {
            caller.require(Scope.AUDIT);
            asOf = AsOf.parse(past, now);
        }
        boolean explain = query != null && "true".equals(query.get("explain"));
        if (explain) {
            caller.require(Scope.AUDIT);
        }
        String said = query == null ? null : query.get("claim");
        AskedClaim claim = said == null ? null : claims.read(said);
        boolean text = query != null && "sms".equals(query.get("channel"));
        return answer(parsed, new Moment(asOf, explain, claim, text), request).thenApply(answered -> {
            metrics.took(answered.tier, System.nanoTime() - began);
            return answered.response;
        });
    }

    private record Moment(
            long asked, boolean explain, @Nullable AskedClaim claim, boolean text) {}

    private record Answered(RestResponse<byte[]> response, Tier tier) {}

    private CompletionStage<Answered> answer(ParsedNumber number, Moment moment, HttpServerRequest request) {
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String ifNoneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        record Known(Found found, @Nullable Explanation explanation) {}
        CompletionStage<Known> known = lookup.find(number, moment.asked)
                .thenCompose(found -> moment.explain
                        ? lookup.explain(found, moment.asked).thenApply(explanation -> new Known(found, explanation))
                        : CompletableFuture.completedStage(new Known(found, null)));
        return known.handle((answer, failure) -> {
            if (answer == null) {
                metrics.unavailable();
                throw Faults.lookup(failure);
            }
            Verdict verdict = lookup.verdict(answer.found, moment.asked);
            CheckedClaim checked =
                    moment.claim == null ? null : moment.claim.check(number, moment.text, verdict.marks(), language);
            Answer.Extras extras = new Answer.Extras(answer.explanation, checked);
            return new Answered(
                    respond(Answer.of(verdict, extras, writer, language), language, ifNoneMatch), answer.found.tier());
        });
    }

    private ParsedNumber parse(String number, @Nullable MultiMap query) {
        try {
            return lookup.parse(
                    query == null
                            ? Question.of(number)
                            : Question.of(
                                    number,
                                    query.get("region"),
                                    query.get("channel"),
                                    query.get("verstat"),
                                    query.get("presentation")));
        } catch (ProblemException e) {
            metrics.refused();
            throw e;
        }
    }

    private static RestResponse<byte[]> respond(Answer answer, Language language, @Nullable String ifNoneMatch) {
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

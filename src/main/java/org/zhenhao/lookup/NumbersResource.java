package org.zhenhao.lookup;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;

/** The lookup of one number. */
@Path("/v1/numbers")
@Singleton
public class NumbersResource {
    private final Lookup lookup;
    private final VerdictWriter writer;
    private final LookupMetrics metrics;

    @Inject
    NumbersResource(Lookup lookup, VerdictWriter writer, LookupMetrics metrics) {
        this.lookup = lookup;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Answers who is calling or texting, and whether to trust it. */
    @GET
    @Path("/{number:.+}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<RestResponse<byte[]>> number(
            @RestPath String number,
            @RestQuery @Nullable String region,
            @RestQuery @Nullable String channel,
            @RestQuery @Nullable String verstat,
            @RestQuery @Nullable String presentation,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        long began = System.nanoTime();
        Language language = Language.preferred(acceptLanguage);
        ParsedNumber parsed;
        try {
            parsed = lookup.parse(Question.of(number, region, channel, verstat, presentation));
        } catch (RuntimeException e) {
            metrics.refused();
            return CompletableFuture.completedFuture(Problems.of(e, language));
        }
        return lookup.verdict(parsed).handle((verdict, failure) -> {
            if (verdict == null) {
                metrics.unavailable();
                return Problems.of(failure, language);
            }
            RestResponse<byte[]> response = respond(verdict, language, ifNoneMatch);
            metrics.took(verdict.found().tier(), System.nanoTime() - began);
            return response;
        });
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

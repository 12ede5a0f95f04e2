package org.zhenhao.lookup;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.quota.Quotas;
import org.zhenhao.quota.Spending;
import org.zhenhao.reputation.Found;

/** {@code POST /v1/numbers/batch}: up to a thousand numbers in one go. On a worker, for it may take a while. */
@Path("/v1/numbers/batch")
@Singleton
public class BatchResource {
    private static final int LARGEST_BODY = 512 * 1024;
    private static final int USUAL_VERDICT = 700;

    private final Lookup lookup;
    private final VerdictWriter writer;
    private final Callers callers;
    private final Quotas quotas;

    @Inject
    BatchResource(Lookup lookup, VerdictWriter writer, Callers callers, Quotas quotas) {
        this.callers = callers;
        this.quotas = quotas;
        this.lookup = lookup;
        this.writer = writer;
    }

    /** Answers one verdict or error for each entry, in order. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(hidden = true) // Documented in META-INF/openapi.yaml, which knows more than the signature.
    public CompletionStage<RestResponse<byte[]>> numbers(
            byte @Nullable [] body,
            RoutingContext context,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage)
            throws IOException {
        Caller caller = callers.of(context);
        caller.require(Scope.LOOKUP);
        if (body != null && body.length > LARGEST_BODY) {
            throw ProblemException.of(ProblemCode.TOO_LARGE);
        }
        Language language = Language.of(acceptLanguage);
        BatchRequest request = BatchRequest.read(body == null ? new byte[0] : body);
        quotas.charge(context, Spending.LOOKUPS, request.entries().size() - 1L);
        if (request.asOf() != null) {
            caller.require(Scope.AUDIT);
        }
        long now = lookup.now();
        long asOf = request.asOf() == null ? now : AsOf.parse(request.asOf(), now);
        List<Result> results = new ArrayList<>(request.entries().size());
        List<ParsedNumber> numbers = new ArrayList<>(request.entries().size());
        for (BatchRequest.Entry entry : request.entries()) {
            Result result = parse(request, entry);
            results.add(result);
            if (result.number != null) {
                numbers.add(result.number);
            }
        }
        return lookup.findAll(numbers, asOf).handle((found, failure) -> {
            if (found == null) {
                throw Faults.lookup(failure);
            }
            return RestResponse.ResponseBuilder.ok(write(results, found, asOf, now, language))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                    .build();
        });
    }

    /** An entry's number, or why it has none. */
    private record Result(
            @Nullable String input,
            @Nullable ParsedNumber number,
            @Nullable ProblemException problem) {}

    private Result parse(BatchRequest request, BatchRequest.Entry entry) {
        String input = entry.number();
        try {
            if (input == null) {
                throw ProblemException.of(ProblemCode.INVALID_FIELD, "缺少号码", "The entry has no number");
            }
            String channel =
                    Objects.requireNonNullElse(entry.channel(), Objects.requireNonNullElse(request.channel(), "call"));
            return new Result(
                    input,
                    lookup.parse(Question.of(input, request.region(), channel, entry.verstat(), entry.presentation())),
                    null);
        } catch (ProblemException e) {
            return new Result(input, null, e);
        }
    }

    private byte[] write(List<Result> results, List<Found> found, long asOf, long now, Language language) {
        JsonBytes json = new JsonBytes(results.size() * USUAL_VERDICT + 32);
        json.writeStartObject();
        json.writeArrayFieldStart("results");
        int next = 0;
        for (Result result : results) {
            ProblemException problem = result.problem;
            if (problem == null) {
                problem = verdict(json, found.get(next++), asOf, now, language);
            }
            if (problem != null) {
                error(json, result.input, problem, language);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        return json.toBytes();
    }

    private @Nullable ProblemException verdict(JsonBytes json, Found found, long asOf, long now, Language language) {
        try {
            AsOf.check(found, asOf, now);
        } catch (ProblemException e) {
            return e;
        }
        writer.write(json, lookup.verdict(found, asOf), language);
        return null;
    }

    private static void error(JsonBytes json, @Nullable String input, ProblemException problem, Language language) {
        json.writeStartObject();
        json.writeStringField("input", input);
        json.writeObjectFieldStart("error");
        json.writeStringField("code", problem.code().wire());
        json.writeStringField("detail", problem.detail(language));
        json.writeEndObject();
        json.writeEndObject();
    }
}

package org.zhenhao.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Tier;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * {@code GET /bench/noop}: a constant answer of a lookup's size from a REST method, the floor that speed is measured against; {@code
 * GET /bench/noop-raw}: the same without the REST layer.
 */
@Path("/bench/noop")
@Singleton
public class NoopResource {
    private static final String SAMPLE = "+8617012345678";
    private static final int SHORTEST = 2;
    private static final String TAG = "\"0000000000000000\"";

    private final boolean enabled;
    private final byte[] answer;

    @Inject
    NoopResource(
            @ConfigProperty(name = "zhenhao.bench.enabled", defaultValue = "false") boolean enabled,
            @ConfigProperty(name = "zhenhao.bench.bytes", defaultValue = "0") int bytes,
            NumberParser parser,
            Scorer scorer,
            VerdictWriter writer) {
        this.enabled = enabled;
        this.answer = bytes >= SHORTEST
                ? ('"' + "0".repeat(bytes - SHORTEST) + '"').getBytes(UTF_8)
                : sample(parser, scorer, writer);
    }

    private static byte[] sample(NumberParser parser, Scorer scorer, VerdictWriter writer) {
        Evidence evidence =
                new Evidence(parser.parse(SAMPLE, Channel.CALL, "CN"), Tally.EMPTY, BlockPage.EMPTY, Standing.NONE);
        Verdict verdict =
                new Verdict(new Found(evidence, null, false, Tier.NEAR), scorer.assess(evidence, 0), 0, Marks.NONE);
        return Answer.of(verdict, writer, Language.EN).body();
    }

    void register(@Observes Router router) {
        if (enabled) {
            router.route("/bench/noop-raw")
                    .order(LookupRoute.ORDER)
                    .handler(context -> LookupRoute.write(context.response(), new Answer(answer, TAG), Language.EN));
        }
    }

    /** Answers the same bytes each time, with the headers of a lookup. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(hidden = true)
    public RestResponse<byte[]> noop() {
        if (!enabled) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return RestResponse.ResponseBuilder.ok(answer)
                .header(HttpHeaders.ETAG, TAG)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                .header(HttpHeaders.CONTENT_LANGUAGE, Language.EN.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}

package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.lookup.Verdicts;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.Tally;

/**
 * The lookup resource as {@code application/reputon+json} (RFC 7071), for those who ask for it by {@code Accept}, and the
 * query template of RFC 7072. No application is registered for caller numbers; this one is named {@code caller-number},
 * its assertion {@code unwanted}, its rating the score.
 */
@Singleton
final class ReputonRoute {
    private static final String MEDIA_TYPE = "application/reputon+json";
    private static final String PATH = "/v1/numbers";
    private static final int BEFORE_REST = -40;
    private static final int LIFETIME_SECONDS = 3_600;
    private static final double HUNDREDTHS = 100;
    private static final JsonFactory JSON = new JsonFactory();

    private final Verdicts verdicts;
    private final Callers callers;
    private final String rater;

    @Inject
    ReputonRoute(
            Verdicts verdicts,
            Callers callers,
            @ConfigProperty(name = "zhenhao.dialer.rater", defaultValue = "zhenhao") String rater) {
        this.verdicts = verdicts;
        this.callers = callers;
        this.rater = rater;
    }

    void register(@Observes Router router) {
        router.get(PATH + "/*").order(BEFORE_REST).handler(this::answer);
        router.get("/.well-known/repute-template").handler(ReputonRoute::template);
    }

    private static void template(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/plain")
                .end(context.request().scheme() + "://{service}/v1/numbers/{subject}\n");
    }

    private void answer(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        if (accept == null || !accept.contains(MEDIA_TYPE)) {
            context.next();
            return;
        }
        try {
            callers.of(context).require(Scope.LOOKUP);
            String number = AskedNumber.of(context.request(), PATH);
            if (number == null) {
                throw ProblemException.of(ProblemCode.BAD_NUMBER);
            }
            verdicts.of(verdicts.parse(Inquiries.of(number, context.request().params())))
                    .thenAccept(verdict -> context.response()
                            .putHeader("Content-Type", MEDIA_TYPE)
                            .putHeader("Cache-Control", "private, max-age=60")
                            .putHeader("Vary", "Accept")
                            .end(Buffer.buffer(write(verdict))))
                    .exceptionally(failure -> {
                        fail(context, failure);
                        return null;
                    });
        } catch (ProblemException e) {
            context.fail(e);
        }
    }

    private static void fail(RoutingContext context, Throwable failure) {
        Throwable cause = failure.getCause();
        context.fail(failure instanceof CompletionException && cause != null ? cause : failure);
    }

    private byte[] write(Verdict verdict) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("application", "caller-number");
            json.writeArrayFieldStart("reputons");
            json.writeStartObject();
            json.writeStringField("rater", rater);
            json.writeStringField("assertion", "unwanted");
            json.writeStringField("rated", verdict.number().key());
            hundredths(json, "rating", verdict.assessment().risk());
            hundredths(json, "confidence", verdict.assessment().confidence());
            Tally tally = verdict.found().evidence().tally();
            json.writeNumberField("sample-size", tally.negative() + tally.positive());
            json.writeNumberField("generated", verdict.asOf());
            json.writeNumberField("expires", verdict.asOf() + LIFETIME_SECONDS);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void hundredths(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, Math.round(value * HUNDREDTHS) / HUNDREDTHS);
    }
}

package org.zhenhao.dialer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.lookup.Verdicts;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * {@code GET /v1/cid/{number}}: the words a phone shows for a caller.
 *
 * <p>A route of its own rather than a resource, so that nothing but these words can ever be in the body: whatever comes
 * back, phones show it. When something is wrong the body is empty, the status says what kind of fault it is, and the
 * header {@code X-Problem} its code. A caller id that no network presents is the caller's doing and gives 200.
 */
@Singleton
final class CallerNameRoute {
    private static final String PATH = "/v1/cid";
    private static final int OK = 200;

    /** Whoever refuses the request before it comes here is answered with an empty body too. */
    private static final int BEFORE_PROBLEMS = -2_000_000;

    private final Verdicts verdicts;
    private final Callers callers;
    private final @Nullable String redress;

    @Inject
    CallerNameRoute(
            Verdicts verdicts,
            Callers callers,
            @ConfigProperty(name = "zhenhao.dialer.redress") Optional<String> redress) {
        this.verdicts = verdicts;
        this.callers = callers;
        this.redress = redress.filter(uri -> !uri.isBlank()).orElse(null);
    }

    void register(@Observes Router router) {
        for (String path : new String[] {PATH, PATH + "/*"}) {
            router.route(path).order(BEFORE_PROBLEMS).failureHandler(CallerNameRoute::fail);
            router.get(path).handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        try {
            callers.of(context).requireEither(Scope.LOOKUP, Scope.DIAL);
            String number = AskedNumber.of(context.request(), PATH);
            if (number == null) {
                throw ProblemException.of(ProblemCode.BAD_NUMBER);
            }
            CallerNameOptions options = CallerNameOptions.of(
                    context.request().params(), context.request().getHeader("Accept-Language"));
            verdicts.of(verdicts.parse(Inquiries.of(number, context.request().params())))
                    .thenAccept(verdict -> send(context, verdict, options))
                    .exceptionally(failure -> {
                        empty(context, failure);
                        return null;
                    });
        } catch (ProblemException e) {
            empty(context, e);
        }
    }

    private void send(RoutingContext context, Verdict verdict, CallerNameOptions options) {
        String name = CallerName.of(verdict, options);
        SipHint sip = SipHint.of(verdict.assessment().action(), redress);
        context.response()
                .putHeader("Content-Type", options.format().mediaType())
                .putHeader("Cache-Control", "private, max-age=60")
                .putHeader("Content-Language", options.language().tag())
                .putHeader("Vary", "Accept-Language")
                .end(Buffer.buffer(options.format().write(verdict, name, sip)));
    }

    private static void fail(RoutingContext context) {
        empty(context, context.failure());
    }

    private static void empty(RoutingContext context, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        ProblemCode code = cause instanceof ProblemException problem ? problem.code() : ProblemCode.INTERNAL;
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        if (cause instanceof ProblemException problem) {
            problem.headers().forEach(response::putHeader);
        }
        boolean oddNumber = code == ProblemCode.BAD_NUMBER || code == ProblemCode.BAD_PARAMETER;
        response.setStatusCode(oddNumber ? OK : code.status())
                .putHeader("Content-Type", CallerNameFormat.TEXT.mediaType())
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Problem", code.wire())
                .end();
    }
}

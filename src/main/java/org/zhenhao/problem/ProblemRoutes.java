package org.zhenhao.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers failures that no endpoint saw with a problem: unmatched paths, bad escapes, bodies over the limit. */
@Singleton
final class ProblemRoutes {
    /** Failure handlers run in the order of their routes; this one is to come before the framework's own page. */
    static final int BEFORE_ALL = -1_000_000;

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL).failureHandler(ProblemRoutes::fail);
        router.route().last().handler(context -> answer(context, ProblemException.of(ProblemCode.NOT_FOUND)));
    }

    private static void fail(RoutingContext context) {
        Throwable failure = context.failure();
        answer(context, problem(context, failure));
    }

    private static ProblemException problem(RoutingContext context, @Nullable Throwable failure) {
        if (context.statusCode() >= 400 && context.statusCode() < 500) {
            return failure instanceof ProblemException problem
                    ? problem
                    : ProblemException.of(ProblemCode.ofStatus(context.statusCode()));
        }
        return failure == null
                ? ProblemException.of(ProblemCode.ofStatus(context.statusCode()))
                : Problems.of(failure, context.request());
    }

    /** Ends a request with a problem. */
    static void answer(RoutingContext context, ProblemException problem) {
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        ProblemAnswer answer = ProblemAnswer.of(
                problem, context.request().path(), context.request().getHeader("Accept-Language"));
        answer.headers().forEach(context.response()::putHeader);
        if (answer.status() == ProblemCode.TOO_LARGE.status()
                && context.request().version() != HttpVersion.HTTP_2) {
            // The client may still be sending; nothing of that will be read.
            context.response().putHeader("Connection", "close");
            context.addEndHandler(done -> context.request().connection().close());
        }
        context.response().setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
    }

    /** Answers with the status and, in the header {@code X-Problem}, the code; the body is empty. */
    static void answerWordless(RoutingContext context, ProblemException problem) {
        context.response()
                .setStatusCode(problem.code().status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Problem", problem.code().wire())
                .end();
    }
}

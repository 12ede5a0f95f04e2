package org.zhenhao.snapshot;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;

/** Reads what an answer with published bytes depends on. Thread-safe. */
@Singleton
public class Requests {
    private final Callers callers;

    @Inject
    Requests(Callers callers) {
        this.callers = callers;
    }

    /**
     * How to answer a request for what is published.
     *
     * @throws org.zhenhao.problem.ProblemException 401 or 403 for a caller without scope {@code feed}
     */
    public FileAnswer answer(RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.FEED);
        HttpServerRequest request = context.request();
        return new FileAnswer(
                request.getHeader("If-None-Match"),
                request.getHeader("Range"),
                gzip(request.getHeader("Accept-Encoding")),
                caller.anonymous());
    }

    private static boolean gzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip") && !accepted.matches(".*gzip\\s*;\\s*q=0(\\.0*)?(,.*|$)");
    }
}

package org.zhenhao.lookup;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.reputation.Found;

/**
 * The short way to a verdict: answers plainly written lookups on the event loop they came in on, before the REST layer
 * has spent more on them than the lookup costs. What it does not take goes on to {@link NumbersResource}, which answers
 * the same.
 *
 * <p>It comes after the filters of all requests (lower orders), so that whatever those check or add holds here too.
 */
@Singleton
final class LookupRoute {
    /** After the limits, the quotas and the framework's filters (-300 to -100), before what only other requests need. */
    static final int ORDER = -50;

    private static final int NOT_MODIFIED = 304;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence ETAG = HttpHeaders.createOptimized("ETag");
    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
    private static final CharSequence CONTENT_LANGUAGE = HttpHeaders.createOptimized("Content-Language");
    private static final CharSequence KEEP = HttpHeaders.createOptimized("private, max-age=60");
    private static final CharSequence VARIES = HttpHeaders.createOptimized("Accept-Language");
    private static final CharSequence CHINESE = HttpHeaders.createOptimized(Language.ZH.tag());
    private static final CharSequence ENGLISH = HttpHeaders.createOptimized(Language.EN.tag());

    private final Lookup lookup;
    private final RecentAnswers answers;
    private final LookupMetrics metrics;
    private final Callers callers;
    private final Claims claims;

    /** What a request asks, read. */
    private record Asked(RoutingContext context, @Nullable AskedClaim claim, boolean text, long began) {}

    @Inject
    LookupRoute(Lookup lookup, RecentAnswers answers, LookupMetrics metrics, Callers callers, Claims claims) {
        this.claims = claims;
        this.lookup = lookup;
        this.answers = answers;
        this.metrics = metrics;
        this.callers = callers;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        PlainRequest plain = PlainRequest.of(context.request());
        if (plain == null) {
            context.next();
            return;
        }
        long began = System.nanoTime();
        try {
            callers.of(context).require(Scope.LOOKUP);
            ParsedNumber number = parse(plain);
            AskedClaim claim = plain.claim() == null ? null : claims.readEscaped(plain.claim());
            find(new Asked(context, claim, plain.text(), began), number);
        } catch (ProblemException e) {
            context.fail(e);
        }
    }

    private ParsedNumber parse(PlainRequest plain) {
        try {
            return lookup.parse(plain.question());
        } catch (ProblemException e) {
            metrics.refused();
            throw e;
        }
    }

    private void find(Asked asked, ParsedNumber number) {
        CompletionStage<Found> finding = lookup.find(number);
        if (finding instanceof CompletableFuture<Found> future
                && future.isDone()
                && !future.isCompletedExceptionally()) {
            answer(asked, future.join());
            return;
        }
        Context home = Vertx.currentContext();
        Thread loop = Thread.currentThread();
        finding.whenComplete((found, failure) -> {
            // What Redis knows arrives on this thread, though in another context; one more task for each would cost a
            // tenth.
            if (found != null && Thread.currentThread() == loop) {
                conclude(asked, found, null);
            } else {
                home.runOnContext(ignored -> conclude(asked, found, failure));
            }
        });
    }

    private void conclude(Asked asked, @Nullable Found found, @Nullable Throwable failure) {
        try {
            if (found != null) {
                answer(asked, found);
            } else {
                metrics.unavailable();
                asked.context.fail(
                        Faults.lookup(failure == null ? new IllegalStateException("nothing found") : failure));
            }
        } catch (RuntimeException e) {
            asked.context.fail(e);
        }
    }

    private void answer(Asked asked, Found found) {
        HttpServerRequest request = asked.context.request();
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        Answer answer = answers.of(found, asked.claim, asked.text, language);
        HttpServerResponse response = asked.context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (answer.matches(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            headers(response, answer, language);
            response.setStatusCode(NOT_MODIFIED).end();
        } else {
            write(response, answer, language);
        }
        metrics.took(found.tier(), System.nanoTime() - asked.began);
    }

    private static void headers(HttpServerResponse response, Answer answer, Language language) {
        response.headers()
                .set(ETAG, answer.tag())
                .set(CACHE_CONTROL, KEEP)
                .set(CONTENT_LANGUAGE, language == Language.ZH ? CHINESE : ENGLISH)
                .set(VARY, VARIES);
    }

    /** Ends a response with an answer, in one write. */
    static void write(HttpServerResponse response, Answer answer, Language language) {
        headers(response, answer, language);
        response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(Buffer.buffer(Unpooled.wrappedBuffer(answer.body())));
    }
}

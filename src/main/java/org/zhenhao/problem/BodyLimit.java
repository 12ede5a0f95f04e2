package org.zhenhao.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies whose announced length is over the limit, and leaves word for {@link CountedBody} to watch the others; a body
 * that does not arrive in time ends its connection. Bodies of the types that are made of lines may have any size and take
 * any time, as long as something comes: the endpoints that take those read them as a stream.
 */
@Singleton
final class BodyLimit {
    /** Where a request's limit in bytes is kept, as a Long; absent for a body of any size. */
    static final String LIMIT = BodyLimit.class.getName();

    private static final Set<String> STREAMED =
            Set.of("application/x-ndjson", "text/csv", "application/gzip", "application/octet-stream");
    /** Where lists are streamed whatever type they are said to have. */
    private static final String ANY_TYPE = "/v1/screenings";

    /** After the failure handler, before the framework's own limit, which answers with an empty body. */
    private static final int EARLY = ProblemRoutes.BEFORE_ALL + 1;

    private final Long most;
    private final long longestMillis;

    @Inject
    BodyLimit(
            @ConfigProperty(name = "zhenhao.max-body-size", defaultValue = "2M") MemorySize most,
            @ConfigProperty(name = "zhenhao.max-body-time", defaultValue = "30s") Duration longest) {
        this.most = most.asLongValue();
        this.longestMillis = Math.max(1, longest.toMillis());
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::checkLength);
    }

    static ProblemException tooLarge(long most) {
        return ProblemException.of(ProblemCode.TOO_LARGE, "最多 %d 字节", "At most %d bytes", most);
    }

    private void checkLength(RoutingContext context) {
        // Here and not in a route of its own, for each route costs every lookup something.
        SecurityHeaders.add(context);
        String target = context.request().uri();
        if (!Addresses.valid(target)) {
            // Not by failing: the router would look for who takes failures of such a path, and cannot read it.
            if (Addresses.wordless(target)) {
                ProblemRoutes.answerWordless(context, Addresses.noUri());
            } else {
                ProblemRoutes.answer(context, Addresses.noUri());
            }
            return;
        }
        boolean anyType = context.request().path().equals(ANY_TYPE);
        if (!anyType && !streamed(context.request().getHeader("Content-Type"))) {
            String length = context.request().getHeader("Content-Length");
            if (length != null && tooLong(length)) {
                context.fail(ProblemCode.TOO_LARGE.status(), tooLarge(most));
                return;
            }
            context.put(LIMIT, most);
            if (length != null || context.request().getHeader("Transfer-Encoding") != null) {
                limitTime(context);
            }
        }
        context.next();
    }

    /** A client that sends an octet now and then would otherwise hold what waits for its body for as long as it likes. */
    private void limitTime(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer = context.vertx().setTimer(longestMillis, late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        context.addEndHandler(done -> context.vertx().cancelTimer(timer));
    }

    private static boolean streamed(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return STREAMED.contains(type.strip().toLowerCase(Locale.ROOT));
    }

    private boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}

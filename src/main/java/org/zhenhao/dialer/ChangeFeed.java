package org.zhenhao.dialer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.PublishedChange;
import org.zhenhao.published.PublishedNumbers;

/**
 * {@code GET /v1/feed/changes} (JSON lines, long poll) and {@code /v1/feed/events} (server-sent events): what changes about the
 * published numbers. Of a number that changed several times only its present state is told, so a feed is never longer than the list.
 */
@Singleton
final class ChangeFeed {
    private static final int MOST_LINES = 10_000;
    private static final int USUAL_LINES = 1_000;
    private static final int MOST_WAIT_SECONDS = 60;
    private static final int MOST_CLIENTS = 1_000;
    private static final long LOOK_MILLIS = 250;
    private static final int BEATS_EVERY = 60;

    private final PublishedNumbers published;
    private final Callers callers;
    private final Vertx vertx;
    private final AtomicInteger clients = new AtomicInteger();

    @Inject
    ChangeFeed(PublishedNumbers published, Callers callers, Vertx vertx) {
        this.published = published;
        this.callers = callers;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/v1/feed/changes").handler(this::changes);
        router.get("/v1/feed/events").handler(this::events);
    }

    private void changes(RoutingContext context) {
        try {
            callers.of(context).require(Scope.FEED);
            long since = number(context, "since", 0, Long.MAX_VALUE, 0);
            int limit = (int) number(context, "limit", 1, MOST_LINES, USUAL_LINES);
            long wait = number(context, "wait", 0, MOST_WAIT_SECONDS, 0);
            if (published.head() > since || wait == 0 || !enter()) {
                lines(context, since, limit);
                return;
            }
            long looks = wait * 1_000 / LOOK_MILLIS;
            watch(
                    context,
                    looks,
                    timer -> {
                        leave(timer);
                        lines(context, since, limit);
                    },
                    since);
        } catch (ProblemException e) {
            context.fail(e);
        }
    }

    private interface Then {
        void go(long timer);
    }

    /** Looks now and then whether something changed; whoever goes away is forgotten. */
    private void watch(RoutingContext context, long looks, Then then, long since) {
        AtomicInteger looked = new AtomicInteger();
        vertx.setPeriodic(LOOK_MILLIS, id -> {
            if (context.response().closed()) {
                leave(id);
            } else if (published.head() > since || looked.incrementAndGet() >= looks) {
                then.go(id);
            }
        });
    }

    private void leave(long timer) {
        if (vertx.cancelTimer(timer)) {
            clients.decrementAndGet();
        }
    }

    private boolean enter() {
        if (clients.incrementAndGet() <= MOST_CLIENTS) {
            return true;
        }
        clients.decrementAndGet();
        return false;
    }

    private void lines(RoutingContext context, long since, int limit) {
        vertx.executeBlocking(() -> published.after(since, limit), false)
                .onSuccess(changes -> {
                    StringBuilder body = new StringBuilder();
                    changes.forEach(
                            change -> body.append(ChangeLines.of(change)).append('\n'));
                    long last = changes.isEmpty()
                            ? since
                            : changes.get(changes.size() - 1).seq();
                    HttpServerResponse response = context.response();
                    if (!response.closed()) {
                        response.putHeader("Content-Type", "application/x-ndjson")
                                .putHeader("Cache-Control", "no-store")
                                .putHeader("X-Next-Since", Long.toString(last))
                                .end(body.toString());
                    }
                })
                .onFailure(failure -> context.fail(
                        ProblemException.of(ProblemCode.STORE_UNAVAILABLE).retryAfter(2)));
    }

    private void events(RoutingContext context) {
        try {
            callers.of(context).require(Scope.FEED);
            if (!enter()) {
                throw ProblemException.of(ProblemCode.OVERLOADED).retryAfter(MOST_WAIT_SECONDS);
            }
            String last = context.request().getHeader("Last-Event-ID");
            new Stream(
                            context,
                            last == null
                                    ? number(context, "since", 0, Long.MAX_VALUE, published.head())
                                    : parse("Last-Event-ID", last, 0, Long.MAX_VALUE))
                    .begin();
        } catch (ProblemException e) {
            context.fail(e);
        }
    }

    /** One client's stream. Lives on its connection's event loop. */
    private final class Stream {
        private final HttpServerResponse response;
        private long last;
        private boolean reading;
        private int looks;

        Stream(RoutingContext context, long since) {
            this.response = context.response();
            this.last = since;
        }

        void begin() {
            response.putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no")
                    .setChunked(true);
            response.write(": published numbers\nretry: 3000\n\n");
            vertx.setPeriodic(LOOK_MILLIS, this::look);
        }

        private void look(long timer) {
            if (response.closed() || response.ended()) {
                leave(timer);
                return;
            }
            if (response.writeQueueFull()) {
                // It reads more slowly than things change; it comes back with Last-Event-ID.
                leave(timer);
                response.reset();
                return;
            }
            if (published.head() > last && !reading) {
                reading = true;
                vertx.executeBlocking(() -> published.after(last, USUAL_LINES), false)
                        .onComplete(read -> {
                            reading = false;
                            if (read.succeeded()) {
                                send(read.result());
                            }
                        });
            } else if (++looks % BEATS_EVERY == 0) {
                response.write(": still here\n\n");
            }
        }

        private void send(List<PublishedChange> changes) {
            StringBuilder text = new StringBuilder();
            for (PublishedChange change : changes) {
                text.append("id: ")
                        .append(change.seq())
                        .append("\nevent: ")
                        .append(change.removed() ? "removed" : "changed")
                        .append("\ndata: ")
                        .append(ChangeLines.of(change))
                        .append("\n\n");
                last = change.seq();
            }
            if (text.length() > 0 && !response.closed()) {
                response.write(text.toString());
            }
        }
    }

    private static long number(RoutingContext context, String name, long least, long most, long other) {
        String text = context.request().getParam(name);
        return text == null || text.isEmpty() ? other : parse(name, text, least, most);
    }

    private static long parse(String name, @Nullable String text, long least, long most) {
        try {
            long number = Long.parseLong(text == null ? "" : text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw ProblemException.of(
                        ProblemCode.BAD_PARAMETER,
                        "%s 须为 %d 到 %d 的整数",
                        "%s is a whole number from %d to %d",
                        name,
                        least,
                        most)
                .with("parameter", name);
    }
}

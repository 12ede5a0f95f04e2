package org.zhenhao.reputation;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A connection to Redis for each event loop, so that a lookup never leaves its own. Thread-safe. */
final class RedisLinks {
    private final Vertx vertx;
    private final RedisConnector connector;
    private final Duration budget;
    private final RedisLink common;
    private volatile Runnable onBroken = () -> {};
    private final ConcurrentMap<Thread, RedisLink> byLoop = new ConcurrentHashMap<>();

    RedisLinks(Vertx vertx, RedisConnector connector, Duration budget) {
        this.vertx = vertx;
        this.connector = connector;
        this.budget = budget;
        this.common = link();
    }

    /** Whom to tell when a connection that worked is lost. */
    void onBroken(Runnable listener) {
        onBroken = listener;
    }

    private void broken() {
        onBroken.run();
    }

    /** The calling event loop's link; for other threads, and for writes, use {@link #common}. */
    RedisLink mine() {
        if (!Context.isOnEventLoopThread()) {
            return common;
        }
        Thread thread = Thread.currentThread();
        RedisLink link = byLoop.get(thread);
        if (link == null) {
            link = link();
            byLoop.put(thread, link);
        }
        return link;
    }

    /** A link that everybody shares. */
    RedisLink common() {
        return common;
    }

    /** All links there are. */
    List<RedisLink> all() {
        List<RedisLink> all = new ArrayList<>(byLoop.values());
        all.add(common);
        return all;
    }

    void close() {
        all().forEach(RedisLink::close);
    }

    private RedisLink link() {
        // The event loop's own context, not the duplicate that a request runs on.
        return new RedisLink(
                vertx, VertxContext.getRootContext(vertx.getOrCreateContext()), connector, budget, this::broken);
    }
}

package org.zhenhao.redis;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The service's connections to Redis: one for each event loop, so that a read never leaves its own, and one for all else.
 * Every future fails with a {@link RedisFaultException}; nothing blocks. Thread-safe.
 */
public final class RedisLinks {
    private final Vertx vertx;
    private final RedisConnector connector;
    private final Duration budget;
    private final RedisLink common;
    private volatile Runnable onBroken = () -> {};
    private final ConcurrentMap<Thread, RedisLink> byLoop = new ConcurrentHashMap<>();

    /**
     * Begins to connect, and does so again whenever a connection is lost.
     *
     * @param settings with an address
     * @param tls null if nothing is set
     * @throws IllegalArgumentException if the address is none, or a file is not there; the message is fit for an operator
     */
    public RedisLinks(Vertx vertx, RedisSettings settings, @Nullable RedisTlsSettings tls) {
        this.vertx = vertx;
        this.connector = new RedisConnector(RedisTarget.of(settings), tls);
        this.budget = settings.budget();
        this.common = link();
    }

    /** Whom to tell when a connection that worked is lost; one listener, called on an event loop. */
    public void onBroken(Runnable listener) {
        onBroken = listener;
    }

    private void broken() {
        onBroken.run();
    }

    /** Reads values within the budget of the settings; the result has null where there is none. */
    public CompletableFuture<@Nullable Response[]> get(List<RedisKey> keys) {
        return mine().get(keys);
    }

    /** Sends a command about one key. */
    public CompletableFuture<Response> send(RedisKey key, Request request, Duration within) {
        return common.send(key, request, within);
    }

    /**
     * Runs a script on one key; sends it in full where the server does not know it yet.
     *
     * @param arguments adds ARGV to the request that it is given
     */
    public CompletableFuture<Response> run(
            RedisScript script, RedisKey key, UnaryOperator<Request> arguments, Duration within) {
        return send(key, call(Command.EVALSHA, script.digest(), key, arguments), within)
                .exceptionallyCompose(failure -> failure instanceof RedisLink.UnknownScriptException
                        ? send(key, call(Command.EVAL, script.text(), key, arguments), within)
                        : CompletableFuture.failedFuture(failure));
    }

    private static Request call(Command command, String script, RedisKey key, UnaryOperator<Request> arguments) {
        return arguments.apply(Request.cmd(command).arg(script).arg(1).arg(key.name()));
    }

    /** Finds out whether every connection answers; fails if one does not within the time. */
    public CompletableFuture<Void> probe(Duration within) {
        return CompletableFuture.allOf(
                all().stream().map(link -> link.probe(within)).toArray(CompletableFuture<?>[]::new));
    }

    /** The calling event loop's link; the common one on other threads. */
    private RedisLink mine() {
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

    private List<RedisLink> all() {
        List<RedisLink> all = new ArrayList<>(byLoop.values());
        all.add(common);
        return all;
    }

    /** Gives up all connections; whatever is asked afterwards fails. */
    public void close() {
        all().forEach(RedisLink::close);
    }

    private RedisLink link() {
        // The event loop's own context, not the duplicate that a request runs on.
        return new RedisLink(
                vertx, VertxContext.getRootContext(vertx.getOrCreateContext()), connector, budget, this::broken);
    }
}

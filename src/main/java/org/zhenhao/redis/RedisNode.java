package org.zhenhao.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pipelined connection to one server, made anew whenever it is lost. Bound to one event loop: everything here happens
 * on it.
 */
final class RedisNode {
    private static final long CONNECT_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 200;

    private final Vertx vertx;
    private final RedisConnector connector;
    private final Supplier<Future<String>> address;
    private final Runnable onBroken;
    private @Nullable Redis client;
    private @Nullable RedisConnection connection;
    private boolean negotiate = true;
    private boolean closed;
    private int attempt;

    /**
     * Makes a node and begins to connect.
     *
     * @param address where the server is now, {@code host:port}; asked before each connection
     * @param onBroken called when a connection that worked is lost
     */
    RedisNode(Vertx vertx, RedisConnector connector, Supplier<Future<String>> address, Runnable onBroken) {
        this.vertx = vertx;
        this.connector = connector;
        this.address = address;
        this.onBroken = onBroken;
        connect();
    }

    boolean connected() {
        return connection != null;
    }

    /** Sends a request; fails with {@link RedisFaultException} or {@link RedirectedException}. */
    CompletableFuture<Response> ask(Request request, long millis) {
        CompletableFuture<Response> reply = new CompletableFuture<>();
        RedisConnection to = connection;
        if (to == null) {
            reply.completeExceptionally(new RedisFaultException(RedisFault.DISCONNECTED));
            return reply;
        }
        long timer = vertx.setTimer(
                millis, ignored -> reply.completeExceptionally(new RedisFaultException(RedisFault.TIMEOUT)));
        try {
            to.send(request).onComplete(answer -> {
                vertx.cancelTimer(timer);
                if (answer.succeeded()) {
                    reply.complete(answer.result());
                } else {
                    reply.completeExceptionally(fault(answer.cause()));
                }
            });
        } catch (IllegalStateException e) {
            vertx.cancelTimer(timer);
            reply.completeExceptionally(new RedisFaultException(RedisFault.DISCONNECTED));
        }
        return reply;
    }

    private static RuntimeException fault(Throwable cause) {
        // Scripts that a server does not know have to be told from errors.
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("NOSCRIPT")) {
            return new RedisLink.UnknownScriptException();
        }
        if (RedirectedException.is(message)) {
            return new RedirectedException(message);
        }
        return new RedisFaultException(message.contains("closed") ? RedisFault.DISCONNECTED : RedisFault.ERROR);
    }

    private void connect() {
        if (closed || connection != null) {
            return;
        }
        int mine = ++attempt;
        // The client never calls back after some errors in the handshake.
        long timer = vertx.setTimer(CONNECT_MILLIS, ignored -> failed(mine, null));
        address.get()
                .compose(where -> {
                    if (mine != attempt || closed) {
                        return Future.failedFuture("too late");
                    }
                    client = connector.client(vertx, connector.target().server(where), negotiate);
                    return client.connect();
                })
                .onComplete(answer -> {
                    vertx.cancelTimer(timer);
                    if (answer.failed()) {
                        failed(mine, answer.cause());
                    } else if (mine == attempt && !closed) {
                        connection = answer.result()
                                .exceptionHandler(ignored -> broken(mine))
                                .endHandler(ignored -> broken(mine));
                    }
                });
    }

    private void failed(int which, @Nullable Throwable cause) {
        if (which != attempt || closed) {
            return;
        }
        if (client != null && !(cause instanceof ConnectException)) {
            // Perhaps a server that stumbles over the newer protocol's greeting.
            negotiate = !negotiate;
        }
        again();
    }

    private void broken(int which) {
        if (which == attempt && connection != null && !closed) {
            onBroken.run();
            again();
        }
    }

    private void again() {
        drop();
        vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), ignored -> connect());
    }

    private void drop() {
        attempt++;
        connection = null;
        Redis old = client;
        client = null;
        if (old != null) {
            old.close();
        }
    }

    /** Gives a connection up that may hang, and makes another. */
    void reset() {
        if (connection != null && !closed) {
            again();
        }
    }

    void close() {
        closed = true;
        drop();
    }
}

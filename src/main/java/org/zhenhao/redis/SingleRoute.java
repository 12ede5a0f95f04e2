package org.zhenhao.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.CompletableFuture;

/** One server for all keys: the only one there is, or the master that sentinels name. Bound to one event loop. */
final class SingleRoute implements RedisRoutes {
    private static final Request PING = Request.cmd(Command.PING);
    private static final Request ROLE = Request.cmd(Command.ROLE);

    private final RedisNode node;
    private final boolean watched;

    SingleRoute(Vertx vertx, RedisConnector connector, Runnable onBroken) {
        RedisTarget target = connector.target();
        this.watched = target.mode() == RedisTarget.Mode.SENTINEL;
        if (watched) {
            SentinelResolver resolver = new SentinelResolver(vertx, connector);
            this.node = new RedisNode(vertx, connector, resolver::master, onBroken);
        } else {
            String address = target.addresses().get(0);
            this.node = new RedisNode(vertx, connector, () -> Future.succeededFuture(address), onBroken);
        }
    }

    @Override
    public RedisNode of(String tag) {
        return node;
    }

    @Override
    public CompletableFuture<Response> redirected(RedirectedException refusal, Request request, long millis) {
        // A node of a cluster that the configuration does not call one.
        return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.ERROR));
    }

    @Override
    public CompletableFuture<?> probe(long millis) {
        CompletableFuture<Response> answer = node.ask(watched ? ROLE : PING, millis);
        return answer.handle((response, failure) -> {
                    // Whoever was the master may live on as a replica.
                    if (failure == null
                            && (!watched || "master".equals(response.get(0).toString()))) {
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    node.reset();
                    return CompletableFuture.<Void>failedFuture(
                            failure == null ? new RedisFaultException(RedisFault.ERROR) : failure);
                })
                .thenCompose(outcome -> outcome);
    }

    @Override
    public void close() {
        node.close();
    }
}

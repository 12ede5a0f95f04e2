package org.zhenhao.redis;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Which server has which key. Bound to one event loop: everything here happens on it. */
interface RedisRoutes {
    /** The server that has the keys of a tag; null if nobody is known to. */
    @Nullable
    RedisNode of(String tag);

    /** Where to send a request that was refused by the server that {@link #of} gave; fails with the refusal's reason. */
    CompletableFuture<Response> redirected(RedirectedException refusal, Request request, long millis);

    /**
     * Finds out whether every server that is needed answers and is what it should be; where not, begins to mend it.
     *
     * @return fails with {@link RedisFaultException} if not
     */
    CompletableFuture<?> probe(long millis);

    /** Gives up every connection. */
    void close();
}

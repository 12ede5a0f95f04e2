package org.zhenhao.reputation;

import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhenhao.redis.RedisFault;
import org.zhenhao.redis.RedisFaultException;
import org.zhenhao.redis.RedisKey;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisSettings;

/** Writes to Redis with the script that never lets an older version take a newer one's place. Thread-safe; never blocks. */
final class RedisWriter {
    /** Most writes under way; what goes beyond is lost, and then Redis cannot be trusted until it was looked through. */
    private static final int MOST = 8_192;

    /** Longer than a read's: nobody waits for it. */
    private static final Duration BUDGET = Duration.ofMillis(500);

    /** For how long a mark has to outlive its change: longer than any load that may have begun before it. */
    private static final long MARK_MILLIS = 60_000;

    private final RedisLinks links;
    private final RedisSettings settings;
    private final AtomicInteger underWay = new AtomicInteger();

    RedisWriter(RedisLinks links, RedisSettings settings) {
        this.links = links;
        this.settings = settings;
    }

    /** Writes an item; fails with {@link RedisFaultException} if Redis may hold an older one afterwards. */
    CompletableFuture<Void> item(ItemKey key, Item item) {
        Duration lifetime = item.version() == 0 ? settings.absentLifetime() : settings.lifetime();
        return write(key, RedisFormat.item(item), jittered(lifetime.toMillis()));
    }

    /** Writes that an item has reached a version; fails as {@link #item} does. */
    CompletableFuture<Void> mark(ItemKey key, long version) {
        return write(key, RedisFormat.mark(version), MARK_MILLIS);
    }

    /** Removes a value that is none of ours. */
    void remove(ItemKey key) {
        RedisKey name = RedisFormat.key(key);
        CompletableFuture<Response> ignored =
                links.send(name, Request.cmd(Command.DEL).arg(name.name()), BUDGET);
    }

    private CompletableFuture<Void> write(ItemKey key, byte[] value, long millis) {
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.OVERFLOW));
        }
        return links.run(
                        RedisFormat.SCRIPT,
                        RedisFormat.key(key),
                        request -> request.arg(Buffer.buffer(value)).arg(millis),
                        BUDGET)
                .whenComplete((response, failure) -> underWay.decrementAndGet())
                .thenAccept(response -> {});
    }

    private static long jittered(long millis) {
        return Math.max(
                1, millis + (long) (millis * (ThreadLocalRandom.current().nextDouble() - 0.5) / 5));
    }
}

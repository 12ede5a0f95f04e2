package org.zhenhao.quota;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.zhenhao.redis.RedisKey;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisScript;

/**
 * Quotas that replicas draw on together. Each account is one number in Redis: the time at which it will be full again, by Redis'
 * own clock, as in the generic cell rate algorithm (ITU-T I.371, theoretical arrival time). What is not there is full, so
 * that nothing has to be kept of callers who are quiet. Thread-safe; never blocks.
 */
final class RedisQuotas implements SharedCounts {
    /**
     * Draws ARGV[1] from KEYS[1], ARGV[2] microseconds of refilling for each, ARGV[3] for a whole account; gives the microseconds until it is
     * full. Nobody is overdrawn by more than another account, whatever a clock or a value has done.
     */
    private static final RedisScript SCRIPT = new RedisScript("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local whole = tonumber(ARGV[3])
            local held = redis.pcall('GET', KEYS[1])
            local full = type(held) == 'string' and tonumber(held) or now
            if full < now then full = now end
            if full > now + 2 * whole then full = now + whole end
            local amount = tonumber(ARGV[1])
            if amount > 0 then
              full = math.min(full + amount * ARGV[2], now + 2 * whole)
              redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
            end
            return string.format('%.0f', full - now)
            """);

    /** Longer than a lookup's: nobody waits for it. */
    private static final Duration BUDGET = Duration.ofMillis(500);

    /** A hundredth is the clock's and the rounding's, not the caller's. */
    private static final double ROUNDING = 0.01;

    private final RedisLinks links;

    RedisQuotas(RedisLinks links) {
        this.links = links;
    }

    @Override
    public CompletionStage<List<Long>> draw(List<Spent> spent) {
        List<CompletableFuture<Long>> draws = spent.stream().map(this::draw).toList();
        return CompletableFuture.allOf(draws.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> draws.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Long> draw(Spent spent) {
        double each = (double) micros(spent) / spent.capacity();
        RedisKey key = new RedisKey(spent.account(), "z1:{" + spent.account() + "}:q");
        return links.run(
                        SCRIPT,
                        key,
                        request -> request.arg(spent.amount())
                                .arg(Double.toString(each))
                                .arg(micros(spent)),
                        BUDGET)
                .handle((missing, failure) ->
                        missing == null ? -1L : (long) Math.ceil(missing.toLong() / each - ROUNDING));
    }

    private static long micros(Spent spent) {
        Duration period = spent.period();
        return TimeUnit.NANOSECONDS.toMicros(period.toNanos());
    }
}

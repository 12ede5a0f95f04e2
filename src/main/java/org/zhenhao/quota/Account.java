package org.zhenhao.quota;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** What one caller has left of one kind of spending. Thread-safe. */
final class Account {
    private final String name;
    private final Spending spending;
    private final String policy;
    private final Allowance allowance;
    private final Bucket bucket;

    /** Spent here and not yet told to the other replicas. */
    private final AtomicLong untold = new AtomicLong();

    Account(String name, Spending spending, Allowance allowance, TimeMeter time) {
        this.name = name;
        this.spending = spending;
        this.allowance = allowance;
        this.policy = "\"" + spending.wire() + "\";q=" + allowance.amount() + ";w="
                + allowance.period().toSeconds();
        this.bucket = Bucket.builder()
                .addLimit(allowance.bandwidth())
                .withCustomTimePrecision(time)
                .build();
    }

    /**
     * Takes an amount, and tells in the headers what is left (draft-ietf-httpapi-ratelimit-headers).
     *
     * @return whether this is the first spent since it was last told to the others
     * @throws ProblemException 429 if there is not that much left; nothing is taken then
     */
    boolean spend(long amount, MultiMap headers) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(amount);
        headers.set("RateLimit-Policy", policy);
        headers.set(
                "RateLimit",
                "\"" + spending.wire() + "\";r=" + probe.getRemainingTokens() + ";t="
                        + seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            throw refusal(probe);
        }
        return untold.getAndAdd(amount) == 0;
    }

    private ProblemException refusal(ConsumptionProbe probe) {
        int wait =
                (int) Math.min(allowance.period().toSeconds(), Math.max(1, seconds(probe.getNanosToWaitForRefill())));
        return ProblemException.of(
                        ProblemCode.TOO_MANY_REQUESTS,
                        "已超出配额，请在 %d 秒后再试，或使用 API 密钥",
                        "The quota is used up; try again in %d s, or use an API key",
                        wait)
                .with("quota", spending.wire())
                .retryAfter(wait);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos)
                .plusNanos(Duration.ofSeconds(1).toNanos() - 1)
                .toSeconds();
    }

    /** What is to be told to the other replicas now. */
    SharedCounts.Spent tell() {
        return new SharedCounts.Spent(
                name + ":" + spending.wire(), untold.getAndSet(0), allowance.amount(), allowance.period());
    }

    /**
     * Takes up what all replicas have drawn together: what the others drew leaves this bucket too. It is never filled up, for
     * a shared store that has forgotten must not be a way to a second quota.
     *
     * @param missing from the shared account to be full; less than 0 if nobody knows
     */
    void hear(long missing) {
        if (missing < 0) {
            return;
        }
        // What was spent meanwhile is missing here and not there yet.
        long here = allowance.amount() - missing - untold.get();
        long excess = bucket.getAvailableTokens() - here;
        if (excess > 0) {
            bucket.consumeIgnoringRateLimits(excess);
        }
    }
}

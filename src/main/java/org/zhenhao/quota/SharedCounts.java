package org.zhenhao.quota;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accounts that all replicas draw on. Thread-safe. */
interface SharedCounts {
    /** Where replicas share nothing: nobody knows what the others granted. */
    SharedCounts UNKNOWN = spent -> CompletableFuture.completedFuture(Collections.nCopies(spent.size(), -1L));

    /**
     * An amount to draw from an account that holds {@code capacity} at most and is refilled evenly, from nothing to full in a
     * period.
     *
     * @param account names it; holds no address and no key in the clear
     * @param amount at least 0
     * @param capacity 1 to a billion
     * @param period a second to a day
     */
    record Spent(String account, long amount, long capacity, Duration period) {}

    /**
     * Draws each amount and gives what is then missing from each account to be full, in the same order: 0 for a full one, more
     * than its capacity for one that was overdrawn, -1 where it could not be found out. Returns at once.
     */
    CompletionStage<List<Long>> draw(List<Spent> spent);
}

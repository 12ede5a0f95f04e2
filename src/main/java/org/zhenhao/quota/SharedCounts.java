package org.zhenhao.quota;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts that all replicas add to. Implemented where a shared store of counts is at hand; optional. Thread-safe. */
public interface SharedCounts {
    /**
     * An amount to add.
     *
     * @param key names the count; holds no address and no key in the clear
     * @param amount at least 0
     * @param life how long the count matters
     */
    record Spent(String key, long amount, Duration life) {}

    /** Adds each amount to its count and gives the counts then, in the same order; fails where there is nobody to ask. */
    CompletionStage<List<Long>> add(List<Spent> spent);
}

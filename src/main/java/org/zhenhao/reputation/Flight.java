package org.zhenhao.reputation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A load of one item under way, for all who ask for it meanwhile. Thread-safe but for the floor. */
final class Flight extends CompletableFuture<NearEntry> {
    private volatile long floor;
    private volatile Tier tier = Tier.STORE;

    /** Takes note that the item has reached a version. Like {@link #outrun} only inside {@code compute} on its key in the cache's map. */
    void raise(long version) {
        floor = Math.max(floor, version);
    }

    /** Whether the item has reached a later version since the load began. */
    boolean outrun(long version) {
        return version < floor;
    }

    /** The tier that answered, once it has. */
    Tier tier() {
        return tier;
    }

    void answeredBy(Tier answered) {
        tier = answered;
    }

    /** Ends without an entry. */
    void fail(Throwable failure) {
        Throwable cause = failure.getCause();
        completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
    }
}

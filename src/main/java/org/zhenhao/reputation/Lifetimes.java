package org.zhenhao.reputation;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** For how long entries are answered without asking again: longer while the change log is followed. Thread-safe. */
final class Lifetimes {
    private static final long SECOND = 1_000_000_000L;

    private final Ticker ticker;
    private final long lifetime;
    /** How much longer the lifetime is while the change log is followed. */
    private final long followed;

    private final int followedSeconds;
    private final @Nullable NumberFilter filter;

    /** @param filter knows whether the change log is followed; null if nobody does */
    Lifetimes(NearSettings settings, Ticker ticker, @Nullable NumberFilter filter) {
        this.ticker = ticker;
        this.lifetime = settings.lifetime().toNanos();
        this.followed = Math.max(0, settings.followedLifetime().toNanos() - lifetime);
        this.followedSeconds = (int) settings.followedLifetime().toSeconds();
        this.filter = filter;
    }

    boolean fresh(NearEntry entry) {
        long now = ticker.read();
        return entry.freshAt(now) || filter != null && entry.freshAt(now - followed) && filter.followsChanges();
    }

    /** An entry of an item that was just read or written, and what it says. */
    NearEntry begun(Item item, Object value) {
        // Give or take a tenth, so that what was loaded together is not asked for together again.
        long span = lifetime + (long) (lifetime * (ThreadLocalRandom.current().nextDouble() - 0.5) / 5);
        return new NearEntry(item.version(), value, item.bytes().length, ticker.read() + span);
    }

    /** An entry of an item that is not kept. */
    NearEntry fleeting(Item item, Object value) {
        return new NearEntry(item.version(), value, item.bytes().length, ticker.read());
    }

    /** The entry, to be asked for again at its next use. */
    NearEntry ended(NearEntry entry) {
        return entry.expired(ticker.read() - followed);
    }

    /** The present in whole seconds, on the cache's clock. */
    int second() {
        return (int) (ticker.read() / SECOND);
    }

    /** The lifetime while the change log is followed, seconds. */
    int followedSeconds() {
        return followedSeconds;
    }
}

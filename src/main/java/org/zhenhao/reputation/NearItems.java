package org.zhenhao.reputation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The cache in this replica's memory: decoded items with their versions, one load per key in flight. Thread-safe.
 *
 * <p>All changes of one key happen inside {@code compute} on the cache's map, which orders them: a load that began before
 * a change and ends after it finds the change's version either in the cache or in its {@link Flight} and cannot bring the
 * past back.
 */
final class NearItems {
    /** Estimated heap of an entry besides its key's text and its bytes: objects, references, map node. */
    private static final int OVERHEAD = 200;

    /** How long a lookup waits for fresh items when it has older ones: more than Redis' budget and a usual query take. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    /** How many decoded items are used again where nothing is cached: as belong to the answers kept by default. */
    private static final int DECODED = 1 << 15;

    private final ItemSource source;
    private final Lifetimes lifetimes;
    private final boolean keeps;
    private final Cache<ItemKey, NearEntry> cache;
    private final ConcurrentMap<ItemKey, Flight> flights = new ConcurrentHashMap<>();
    private final @Nullable NumberFilter filter;
    private final PackedItems packed;
    private final DecodedItems decoded;
    private final Impatience impatient = new Impatience(PATIENCE);

    NearItems(ItemSource source, NearSettings settings, Ticker ticker) {
        this(source, settings, ticker, null, new PackedItems(0));
    }

    /**
     * Makes an empty cache.
     *
     * @param filter knows what the source does not have, and is told here of what it has; null if nobody does
     * @param packed what screening has read, which is told here of what has changed
     */
    NearItems(
            ItemSource source,
            NearSettings settings,
            Ticker ticker,
            @Nullable NumberFilter filter,
            PackedItems packed) {
        this.filter = filter;
        this.packed = packed;
        this.source = source;
        this.lifetimes = new Lifetimes(settings, ticker, filter);
        long weight = HeapShare.or(settings.maxWeight());
        this.keeps = weight > 0;
        this.decoded = new DecodedItems(keeps ? 0 : DECODED);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher((ItemKey key, NearEntry entry) ->
                        OVERHEAD + key.key().length() + key.tag().length() + decodedSize(key, entry))
                .expireAfterWrite(settings.keep())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Estimated heap of what an entry says: a page lies in memory as compactly as in the store. */
    private static int decodedSize(ItemKey key, NearEntry entry) {
        return key.type() == ItemKey.Type.PAGE ? entry.size() : 2 * entry.size();
    }

    /** The entry of a key if it is here and within its lifetime, or {@link NearEntry#absent} if there is certainly none. */
    @Nullable
    NearEntry fresh(ItemKey key) {
        if (filter != null && filter.test(key)) {
            return NearEntry.absent(key.type());
        }
        NearEntry entry = cache.getIfPresent(key);
        return entry != null && lifetimes.fresh(entry) ? entry : null;
    }

    /**
     * The entries of some keys, from memory or else from the source.
     *
     * @return fails with {@link StoreUnavailableException} if the store cannot be asked and some key is not known here
     *     even from earlier
     */
    CompletionStage<NearAnswer> get(List<ItemKey> keys) {
        @Nullable NearEntry[] known = new NearEntry[keys.size()];
        Flight[] awaited = new Flight[keys.size()];
        List<ItemKey> missing = new ArrayList<>();
        List<Flight> own = new ArrayList<>();
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            ItemKey key = keys.get(i);
            known[i] = fresh(key);
            if (known[i] == null) {
                Flight mine = new Flight();
                Flight other = flights.putIfAbsent(key, mine);
                awaited[i] = other == null ? mine : other;
                if (other == null) {
                    missing.add(key);
                    own.add(mine);
                } else {
                    open.add(other);
                }
            }
        }
        if (!missing.isEmpty()) {
            open.add(fly(missing, own));
        }
        return await(open, keys, known, awaited);
    }

    /** Loads items; ends well when all have landed, as they may. */
    private CompletableFuture<?> fly(List<ItemKey> keys, List<Flight> own) {
        CompletionStage<Loaded> loading;
        try {
            loading = source.load(keys);
        } catch (RuntimeException e) {
            loading = CompletableFuture.failedFuture(e);
        }
        return loading.handle((loaded, failure) -> {
                    for (int i = 0; i < own.size(); i++) {
                        land(
                                keys.get(i),
                                own.get(i),
                                loaded == null ? null : loaded.items().get(i),
                                loaded,
                                failure);
                    }
                    return own;
                })
                .toCompletableFuture();
    }

    private void land(
            ItemKey key, Flight flight, @Nullable Item item, @Nullable Loaded loaded, @Nullable Throwable failure) {
        if (item == null || loaded == null) {
            flights.remove(key, flight);
            flight.fail(failure == null ? new IllegalStateException("the source gave no item") : failure);
            return;
        }
        try {
            flight.answeredBy(loaded.tier());
            NearEntry entry = store(key, item, flight);
            flights.remove(key, flight);
            flight.complete(entry);
        } catch (RuntimeException e) {
            flights.remove(key, flight);
            flight.completeExceptionally(e);
        }
    }

    private NearEntry store(ItemKey key, Item item, Flight flight) {
        if (!keeps) {
            return lifetimes.fleeting(
                    item, flight.tier() == Tier.REDIS ? decoded.of(key, item) : DecodedItems.decode(key, item));
        }
        Object value = DecodedItems.decode(key, item);
        return cache.asMap().compute(key, (k, old) -> {
            NearEntry begun = lifetimes.begun(item, value);
            NearEntry loaded = flight.outrun(item.version()) ? lifetimes.ended(begun) : begun;
            // Once its lifetime is over, an entry yields to the store even if the store's version is lower: someone may
            // have restored it from a backup.
            boolean authoritative = flight.tier() == Tier.STORE && old != null && !lifetimes.fresh(old);
            return old != null && old.version() > item.version() && !authoritative ? old : loaded;
        });
    }

    private CompletionStage<NearAnswer> await(
            List<CompletableFuture<?>> open, List<ItemKey> keys, @Nullable NearEntry[] known, Flight[] awaited) {
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(answer(keys, known, awaited));
        }
        CompletableFuture<?> all =
                open.size() == 1 ? open.get(0) : CompletableFuture.allOf(open.toArray(new CompletableFuture<?>[0]));
        if (keeps && !all.isDone() && allKept(keys, known)) {
            // Whoever may have an older answer does not wait for a store that hangs.
            CompletableFuture<Void> within = CompletableFuture.allOf(all);
            impatient.add(within);
            all = within;
        }
        return all.handle((ignored, failure) -> answer(keys, known, awaited));
    }

    private boolean allKept(List<ItemKey> keys, @Nullable NearEntry[] known) {
        for (int i = 0; i < known.length; i++) {
            if (known[i] == null && cache.getIfPresent(keys.get(i)) == null) {
                return false;
            }
        }
        return true;
    }

    private NearAnswer answer(List<ItemKey> keys, @Nullable NearEntry[] known, Flight[] awaited) {
        List<NearEntry> entries = new ArrayList<>(known.length);
        boolean stale = false;
        Tier tier = Tier.NEAR;
        for (int i = 0; i < known.length; i++) {
            NearEntry entry = known[i];
            Flight flight = awaited[i];
            if (entry == null && flight != null) {
                if (!flight.isDone() || flight.isCompletedExceptionally()) {
                    entry = kept(keys.get(i), flight);
                    stale = true;
                } else {
                    entry = flight.join();
                    tier = tier.slower(flight.tier());
                }
            }
            if (entry == null) {
                throw new IllegalStateException("no entry for " + keys.get(i));
            }
            entries.add(entry);
        }
        return new NearAnswer(entries, stale, tier);
    }

    /** What is still known of a key whose load failed or takes too long; throws the load's failure if nothing is. */
    private NearEntry kept(ItemKey key, Flight flight) {
        NearEntry entry = cache.getIfPresent(key);
        if (entry == null && filter != null && filter.lacked(key)) {
            entry = NearEntry.absent(key.type());
        }
        if (entry == null && !flight.isDone()) {
            throw new StoreUnavailableException("it does not answer");
        }
        if (entry == null) {
            flight.join();
            throw new IllegalStateException("a failed load had a result");
        }
        return entry;
    }

    /** Puts an item that was just committed, unless a newer one is here. */
    void put(ItemKey key, Item item) {
        changed(key);
        Object value = DecodedItems.decode(key, item);
        cache.asMap().compute(key, (k, old) -> {
            raiseFloor(key, item.version());
            return old != null && old.version() > item.version() ? old : lifetimes.begun(item, value);
        });
    }

    /** Takes note that an item has reached a version somewhere: what is older here will be loaded anew. */
    void outdate(ItemKey key, long version) {
        changed(key);
        cache.asMap().compute(key, (k, old) -> {
            raiseFloor(key, version);
            return old != null && old.version() < version ? lifetimes.ended(old) : old;
        });
    }

    /** Takes note that anything may have changed. */
    void outdateAll() {
        if (filter != null) {
            filter.missed();
        }
        packed.clear();
        for (ItemKey key : flights.keySet()) {
            outdate(key, Long.MAX_VALUE);
        }
        for (ItemKey key : cache.asMap().keySet()) {
            outdate(key, Long.MAX_VALUE);
        }
    }

    private void changed(ItemKey key) {
        if (filter != null) {
            filter.add(key);
        }
        packed.changed(NumberFilter.member(key));
    }

    private void raiseFloor(ItemKey key, long version) {
        Flight flight = flights.get(key);
        if (flight != null) {
            flight.raise(version);
        }
    }

    /** The present in whole seconds, on this cache's clock. */
    int second() {
        return lifetimes.second();
    }

    /** For how long an item is answered without asking again while the change log is followed, seconds. */
    int followedSeconds() {
        return lifetimes.followedSeconds();
    }

    /** How many entries there are, about. */
    long size() {
        return cache.estimatedSize();
    }

    /** Estimated heap of the entries in bytes. */
    long weight() {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}

package org.zhenhao.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The reference: a store that is a map. It can be down, and it can hold a load back until the test lets it go. */
public final class MemoryItems implements ItemSource {
    private final Map<ItemKey, Item> items = new ConcurrentHashMap<>();
    final AtomicInteger loads = new AtomicInteger();
    volatile boolean down;
    volatile @Nullable CompletableFuture<Void> gate;

    /** Stores an item. */
    public void put(ItemKey key, Item item) {
        items.put(key, item);
    }

    @Override
    public CompletionStage<Loaded> load(List<ItemKey> keys) {
        loads.incrementAndGet();
        if (down) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("down for a test"));
        }
        List<Item> found = new ArrayList<>();
        for (ItemKey key : keys) {
            found.add(items.getOrDefault(key, Item.ABSENT));
        }
        Loaded loaded = new Loaded(found, Tier.STORE);
        CompletableFuture<Void> held = gate;
        return held == null ? CompletableFuture.completedFuture(loaded) : held.thenApply(ignored -> loaded);
    }
}

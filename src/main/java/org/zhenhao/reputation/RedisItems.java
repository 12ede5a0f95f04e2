package org.zhenhao.reputation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.redis.RedisFault;
import org.zhenhao.redis.RedisFaultException;
import org.zhenhao.redis.RedisKey;
import org.zhenhao.redis.RedisLinks;

/**
 * The cache that replicas share, in front of the store. Thread-safe. Whatever goes wrong with Redis is a miss and a count,
 * never a failure.
 */
final class RedisItems implements ItemSource {
    private final ItemSource store;
    private final RedisLinks links;
    private final RedisWriter writer;
    private final RedisTrust trust;
    private final Map<RedisFault, Counter> faults = new EnumMap<>(RedisFault.class);

    RedisItems(ItemSource store, RedisLinks links, RedisWriter writer, RedisTrust trust, MeterRegistry metrics) {
        this.store = store;
        this.links = links;
        this.writer = writer;
        this.trust = trust;
        for (RedisFault fault : RedisFault.values()) {
            faults.put(
                    fault,
                    Counter.builder("zhenhao.redis.faults")
                            .description("What went wrong with Redis")
                            .tag("type", fault.wire())
                            .register(metrics));
        }
    }

    @Override
    public CompletionStage<Loaded> load(List<ItemKey> keys) {
        if (!trust.trusted()) {
            return store.load(keys);
        }
        List<RedisKey> names = new ArrayList<>(keys.size());
        for (ItemKey key : keys) {
            names.add(RedisFormat.key(key));
        }
        return links.get(names)
                .handle((values, failure) -> {
                    if (values == null) {
                        readFailed(failure);
                        return fromStore(keys, nothing(keys.size()));
                    }
                    trust.answered();
                    return fromStore(keys, decode(keys, values));
                })
                .thenCompose(stage -> stage);
    }

    private void readFailed(@Nullable Throwable failure) {
        RedisFault fault = RedisFaultException.of(failure);
        count(fault);
        // A link that is still connecting for the first time says nothing about Redis, and one that was lost has said
        // so. A key that is on its way says nothing either.
        if (fault != RedisFault.DISCONNECTED && fault != RedisFault.MOVED) {
            trust.faulted();
        }
    }

    private List<@Nullable Item> decode(List<ItemKey> keys, @Nullable Response[] values) {
        List<@Nullable Item> items = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Response value = values[i];
            byte[] bytes = value == null ? null : value.toBytes();
            Item item = bytes == null ? null : RedisFormat.decode(bytes);
            if (bytes != null && item == null && !RedisFormat.isMark(bytes)) {
                count(RedisFault.GARBAGE);
                writer.remove(keys.get(i));
            }
            items.add(item);
        }
        return items;
    }

    /** Adds what Redis did not have, and tells Redis. */
    private CompletionStage<Loaded> fromStore(List<ItemKey> keys, List<@Nullable Item> items) {
        List<ItemKey> missing = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == null) {
                missing.add(keys.get(i));
            }
        }
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(new Loaded(complete(items, List.of()), Tier.REDIS));
        }
        return store.load(missing).thenApply(loaded -> {
            for (int i = 0; i < missing.size(); i++) {
                fill(missing.get(i), loaded.items().get(i));
            }
            return new Loaded(complete(items, loaded.items()), loaded.tier());
        });
    }

    private static List<Item> complete(List<@Nullable Item> items, List<Item> rest) {
        List<Item> all = new ArrayList<>(items.size());
        int next = 0;
        for (Item item : items) {
            all.add(item == null ? rest.get(next++) : item);
        }
        return all;
    }

    private void fill(ItemKey key, Item item) {
        if (trust.trusted()) {
            // A fill that is lost leaves Redis without the item or with an older fill's same version: no reason to
            // doubt.
            CompletableFuture<Void> ignored = writer.item(key, item).exceptionally(failure -> {
                count(RedisFaultException.of(failure));
                return null;
            });
        }
    }

    /** Tells Redis of items that were just committed. Returns at once. */
    void published(List<ChangedItem> changes) {
        if (!trust.told()) {
            return;
        }
        for (ChangedItem change : changes) {
            CompletableFuture<Void> ignored = writer.item(change.key(), change.item())
                    .exceptionally(failure -> {
                        count(
                                RedisFaultException.of(failure) == RedisFault.OVERFLOW
                                        ? RedisFault.OVERFLOW
                                        : RedisFault.WRITE);
                        trust.doubt("a change may not have arrived");
                        return null;
                    });
        }
    }

    private void count(RedisFault fault) {
        Counter counter = faults.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    private static List<@Nullable Item> nothing(int size) {
        return Collections.nCopies(size, null);
    }
}

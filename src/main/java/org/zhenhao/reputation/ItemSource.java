package org.zhenhao.reputation;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where items come from: the relational store, or a cache in front of another source. Thread-safe; never blocks the
 * caller.
 */
public interface ItemSource {
    /**
     * Loads items.
     *
     * @return the items in the order of the keys, {@link Item#ABSENT} where there is none; fails with {@link
     *     StoreUnavailableException} if the store cannot be asked
     */
    CompletionStage<List<Item>> load(List<ItemKey> keys);
}

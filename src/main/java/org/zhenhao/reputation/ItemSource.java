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
     * @return one item per key; fails with {@link StoreUnavailableException} if the store cannot be asked
     */
    CompletionStage<Loaded> load(List<ItemKey> keys);
}

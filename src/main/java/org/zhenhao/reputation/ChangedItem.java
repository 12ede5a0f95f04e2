package org.zhenhao.reputation;

/** An item as a committed transaction left it. */
public record ChangedItem(ItemKey key, Item item) {}

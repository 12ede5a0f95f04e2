package org.zhenhao.reputation;

/**
 * A stored item as every tier keeps it.
 *
 * @param version rises with every change of this item; 0 if the store has none
 * @param bytes an encoded {@link org.zhenhao.score.Tally} or {@link org.zhenhao.score.BlockPage}; empty if the store has
 *     none
 */
public record Item(long version, byte[] bytes) {
    /** Says that the store has no such item. Caches keep this answer like any other. */
    public static final Item ABSENT = new Item(0, new byte[0]);
}

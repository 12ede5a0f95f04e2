package org.zhenhao.reputation;

import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Tally;

/**
 * A stored item as every tier keeps it.
 *
 * @param version rises with every change of this item; 0 if the store has none
 * @param bytes an encoded {@link Tally} or {@link BlockPage}; empty if the store has
 *     none
 */
public record Item(long version, byte[] bytes) {
    /** Says that the store has no such item. Caches keep this answer like any other. */
    public static final Item ABSENT = new Item(0, new byte[0]);

    /** What an encoded tally says; nobody reported the number if there are no bytes. */
    static Tally tally(byte[] bytes) {
        return bytes.length == 0 ? Tally.EMPTY : Tally.decode(bytes);
    }

    /** What an encoded page says; nobody reported any of its numbers if there are no bytes. */
    static BlockPage page(byte[] bytes) {
        return bytes.length == 0 ? BlockPage.EMPTY : BlockPage.decode(bytes);
    }
}

package org.zhenhao.reputation;

import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Tally;

/**
 * An item in this replica's memory.
 *
 * @param version version of the item, 0 if the store has none
 * @param value a {@link Tally} or a {@link BlockPage}, as the item's key says
 * @param size bytes of its encoded form
 * @param freshUntil until when it is answered without asking again, on the cache's ticker
 */
record NearEntry(long version, Object value, int size, long freshUntil) {
    private static final NearEntry NO_TALLY = new NearEntry(0, Tally.EMPTY, 0, 0);
    private static final NearEntry NO_PAGE = new NearEntry(0, BlockPage.EMPTY, 0, 0);

    /** What stands for an item that certainly does not exist: always the same object for one type. */
    static NearEntry absent(ItemKey.Type type) {
        return type == ItemKey.Type.TALLY ? NO_TALLY : NO_PAGE;
    }

    /** Whether this is {@link #absent}. */
    boolean certainlyAbsent() {
        return this == NO_TALLY || this == NO_PAGE;
    }

    boolean freshAt(long now) {
        return freshUntil - now > 0;
    }

    /** This entry, to be asked for again at its next use. */
    NearEntry expired(long now) {
        return new NearEntry(version, value, size, now);
    }

    Tally tally() {
        return (Tally) value;
    }

    BlockPage page() {
        return (BlockPage) value;
    }
}

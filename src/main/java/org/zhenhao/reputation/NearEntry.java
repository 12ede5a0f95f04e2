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

package org.zhenhao.reputation;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What items said when they were decoded last, for a replica that caches none: an item that Redis gives again, byte for byte, is
 * not decoded again, and who compares by identity sees that nothing has changed. It is never asked instead of Redis or the
 * store. Thread-safe; never waits.
 */
final class DecodedItems {
    /** Items whose keys fall together share this many places. */
    private static final int WAYS = 8;

    private final AtomicReferenceArray<@Nullable Decoded> last;

    private record Decoded(int hash, ItemKey key, byte[] bytes, Object value) {
        // The hash is of use because it lies here and the key elsewhere.
        boolean of(int hash, ItemKey key) {
            return this.hash == hash && this.key.equals(key);
        }
    }

    /**
     * Makes an empty memory.
     *
     * @param size how many items it remembers at most: a power of two from 8 on, or 0 for none
     */
    DecodedItems(int size) {
        this.last = new AtomicReferenceArray<>(size);
    }

    /** What an item says: a tally or a page, as its key says, and the same object as before while its bytes are the same. */
    Object of(ItemKey key, Item item) {
        if (last.length() == 0) {
            return decode(key, item);
        }
        int hash = key.hashCode();
        int first = (hash ^ hash >>> 15) & last.length() - WAYS;
        int place = first + (int) (item.version() & WAYS - 1);
        for (int i = first; i < first + WAYS; i++) {
            Decoded before = last.getAcquire(i);
            if (before == null) {
                place = i;
            } else if (before.of(hash, key)) {
                if (Arrays.equals(before.bytes, item.bytes())) {
                    return before.value;
                }
                place = i;
                break;
            }
        }
        Object value = decode(key, item);
        last.setRelease(place, new Decoded(hash, key, item.bytes(), value));
        return value;
    }

    static Object decode(ItemKey key, Item item) {
        return key.type() == ItemKey.Type.TALLY ? Item.tally(item.bytes()) : Item.page(item.bytes());
    }
}

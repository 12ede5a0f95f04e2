package org.zhenhao.reputation;

import org.jspecify.annotations.Nullable;

/**
 * Encoded items in flat arrays, some twenty bytes more than they have themselves: what screening has read of the store, which is far
 * more than the cache in front of lookups could hold, and would push out what lookups need. What was not asked for goes first, about. Thread-safe.
 *
 * <p>An item goes in only if nothing in its shard has changed since it was asked for ({@link #stamps}): a load that began before a
 * change and ended after it cannot bring the past back.
 */
final class PackedItems {
    /** So many that the arrays of one stay small: the collector gives large ones whole regions. */
    private static final int SHARD_BITS = 8;

    private static final int SHARDS = 1 << SHARD_BITS;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final Shard[] shards = new Shard[SHARDS];
    private final long bytes;

    /**
     * An empty cache.
     *
     * @param bytes most that it takes, about; 0 for none
     */
    PackedItems(long bytes) {
        this.bytes = bytes;
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard((int) Math.min(1 << 27, bytes / SHARDS));
        }
    }

    private static int place(long member) {
        return (int) (member * GOLDEN >>> Long.SIZE - SHARD_BITS);
    }

    /**
     * An item's bytes, empty if the store has none; null if it is not here.
     *
     * @param now second on the clock that {@link #put} is given
     */
    byte @Nullable [] get(long member, int now) {
        return shards[place(member)].get(member, now);
    }

    /** How often each shard has changed: to be read before items are asked for. */
    int[] stamps() {
        int[] stamps = new int[SHARDS];
        for (int i = 0; i < SHARDS; i++) {
            stamps[i] = shards[i].changes;
        }
        return stamps;
    }

    /** Keeps an item until a second, unless something in its shard has changed since {@code stamps}. */
    void put(long member, byte[] bytes, int[] stamps, int until) {
        int place = place(member);
        shards[place].put(member, bytes, stamps[place], until);
    }

    /** Takes note that an item has changed. */
    void changed(long member) {
        shards[place(member)].changed(member);
    }

    /** Takes note that anything may have changed. */
    void clear() {
        for (Shard shard : shards) {
            shard.clear();
        }
    }

    /** Most bytes that it takes, about. */
    long bytes() {
        return bytes;
    }

    /** How many items there are. */
    long size() {
        long sum = 0;
        for (Shard shard : shards) {
            sum += shard.size();
        }
        return sum;
    }

    /** A ring under a lock. */
    private static final class Shard {
        private final PackedRing ring;
        private volatile int changes;

        Shard(int most) {
            ring = new PackedRing(most);
        }

        synchronized byte @Nullable [] get(long member, int now) {
            return ring.get(member, now);
        }

        synchronized void put(long member, byte[] bytes, int stamp, int until) {
            if (stamp == changes) {
                ring.put(member, bytes, until);
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Written under the lock, read without.
        synchronized void changed(long member) {
            changes++;
            ring.remove(member);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Written under the lock, read without.
        synchronized void clear() {
            changes++;
            ring.clear();
        }

        synchronized int size() {
            return ring.count();
        }
    }
}

package org.zhenhao.reputation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encoded items in flat arrays, a few bytes more than they have themselves: what screening has read of the store, which is far
 * more than the cache in front of lookups could hold, and would push out what lookups need. What was not asked for longest goes first, about. Thread-safe.
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

    /**
     * An empty cache.
     *
     * @param bytes most that it takes, about; 0 for none
     */
    PackedItems(long bytes) {
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard((int) Math.min(1 << 26, bytes / SHARDS / 2));
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

    /** How many items there are. */
    long size() {
        long sum = 0;
        for (Shard shard : shards) {
            sum += shard.size();
        }
        return sum;
    }

    /** Two generations: the younger one is filled, and when it is full takes the place of the older, which is emptied. */
    private static final class Shard {
        private Generation young;
        private Generation old;
        private final int most;
        private volatile int changes;

        Shard(int most) {
            this.most = most;
            young = new Generation(most);
            old = new Generation(most);
        }

        synchronized byte @Nullable [] get(long member, int now) {
            byte[] found = young.get(member, now);
            if (found != null) {
                return found;
            }
            found = old.get(member, now);
            if (found != null) {
                // What is asked for again outlives what is not.
                int until = old.until(member);
                put(member, found, changes, until);
            }
            return found;
        }

        synchronized void put(long member, byte[] bytes, int stamp, int until) {
            if (stamp != changes || bytes.length > most / 4) {
                return;
            }
            young.remove(member);
            old.remove(member);
            if (!young.put(member, bytes, until)) {
                Generation emptied = old;
                emptied.clear();
                old = young;
                young = emptied;
                young.put(member, bytes, until);
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Written under the lock, read without.
        synchronized void changed(long member) {
            changes++;
            young.remove(member);
            old.remove(member);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Written under the lock, read without.
        synchronized void clear() {
            changes++;
            young.clear();
            old.clear();
        }

        synchronized int size() {
            return young.count + old.count;
        }
    }

    /** Records one behind the other, and an index of where they begin: open addressing, at most two thirds full. */
    private static final class Generation {
        private static final int FREE = -1;
        private static final int GONE = -2;
        /** Before an item's bytes: member (8), second until which it holds (4), length (2). */
        private static final int HEAD = 14;

        private static final int LONGEST = 0xffff;
        private static final int FIRST_BYTES = 1 << 12;
        /** Bytes of a record for which the index has room. */
        private static final int USUAL = 64;

        private final int most;
        private byte[] records = new byte[0];
        private int[] index = new int[0];
        private int next;
        private int used;
        private int count;

        Generation(int most) {
            this.most = most;
        }

        byte @Nullable [] get(long member, int now) {
            int slot = find(member);
            if (slot < 0 || integer(index[slot] + 8) - now <= 0) {
                return null;
            }
            int from = index[slot] + HEAD;
            return Arrays.copyOfRange(records, from, from + length(index[slot]));
        }

        int until(long member) {
            int slot = find(member);
            return slot < 0 ? Integer.MIN_VALUE : integer(index[slot] + 8);
        }

        /** False if there is no room left. */
        boolean put(long member, byte[] bytes, int until) {
            int size = HEAD + bytes.length;
            if (bytes.length > LONGEST || !room(size)) {
                return false;
            }
            integer(next, (int) (member >>> 32));
            integer(next + 4, (int) member);
            integer(next + 8, until);
            records[next + 12] = (byte) (bytes.length >>> 8);
            records[next + 13] = (byte) bytes.length;
            System.arraycopy(bytes, 0, records, next + HEAD, bytes.length);
            link(member, next);
            next += size;
            return true;
        }

        private boolean room(int size) {
            boolean indexed = (used + 1) * 3L <= index.length * 2L;
            if (indexed && next + size <= records.length) {
                return true;
            }
            int wanted = Math.min(most, Math.max(FIRST_BYTES, records.length * 2));
            if (wanted <= records.length || next + size > wanted) {
                return false;
            }
            records = Arrays.copyOf(records, wanted);
            index = new int[Integer.highestOneBit(wanted / USUAL) * 2];
            Arrays.fill(index, FREE);
            used = 0;
            count = 0;
            for (int at = 0; at < next; at += HEAD + length(at)) {
                // What is gone is a record still; its second has been set to where nothing holds.
                if (integer(at + 8) != Integer.MIN_VALUE) {
                    link(member(at), at);
                }
            }
            return (used + 1) * 3L <= index.length * 2L;
        }

        private void link(long member, int at) {
            int slot = slot(member);
            while (index[slot] != FREE) {
                slot = slot + 1 & index.length - 1;
            }
            index[slot] = at;
            used++;
            count++;
        }

        void remove(long member) {
            int slot = find(member);
            if (slot >= 0) {
                integer(index[slot] + 8, Integer.MIN_VALUE);
                index[slot] = GONE;
                count--;
            }
        }

        void clear() {
            Arrays.fill(index, FREE);
            next = 0;
            used = 0;
            count = 0;
        }

        private int find(long member) {
            if (index.length == 0) {
                return -1;
            }
            int slot = slot(member);
            while (index[slot] != FREE) {
                if (index[slot] != GONE && member(index[slot]) == member) {
                    return slot;
                }
                slot = slot + 1 & index.length - 1;
            }
            return -1;
        }

        private int slot(long member) {
            long mixed = (member ^ member >>> 29) * GOLDEN;
            return (int) (mixed >>> 26) & index.length - 1;
        }

        private int length(int at) {
            return (records[at + 12] & 0xff) << 8 | records[at + 13] & 0xff;
        }

        private long member(int at) {
            return (long) integer(at) << 32 | integer(at + 4) & 0xffffffffL;
        }

        private int integer(int at) {
            return records[at] << 24
                    | (records[at + 1] & 0xff) << 16
                    | (records[at + 2] & 0xff) << 8
                    | records[at + 3] & 0xff;
        }

        private void integer(int at, int value) {
            records[at] = (byte) (value >>> 24);
            records[at + 1] = (byte) (value >>> 16);
            records[at + 2] = (byte) (value >>> 8);
            records[at + 3] = (byte) value;
        }
    }
}

package org.zhenhao.cli;

/** Whole numbers, each with a value, in two flat arrays: open addressing, at most two thirds full. Filled once, then safe for use by many threads. */
final class LongTable {
    /** What is found of a key that is not there; no value. */
    static final long MISSING = Long.MIN_VALUE;

    private static final long EMPTY = Long.MIN_VALUE;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long[] keys;
    private final long[] values;
    private final int shift;

    /** A table with room for so many keys, of which {@link Long#MIN_VALUE} is none. */
    LongTable(long room) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(16, room + room / 2));
        if (bits > 30) {
            throw new IllegalArgumentException("too many numbers for one table");
        }
        keys = new long[1 << bits];
        values = new long[1 << bits];
        shift = 64 - bits;
        java.util.Arrays.fill(keys, EMPTY);
    }

    void put(long key, long value) {
        int slot = slot(key);
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    long get(long key) {
        int slot = slot(key);
        while (keys[slot] != EMPTY) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
        return MISSING;
    }

    private int slot(long key) {
        return (int) (key * GOLDEN >>> shift);
    }
}

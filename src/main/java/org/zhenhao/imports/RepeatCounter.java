package org.zhenhao.imports;

import java.util.Arrays;

/**
 * Counts how often a line has been seen before in one file, for sources whose lines have no id: two people can file the
 * same complaint on the same day, and the second one must not be taken for a repeat of the first.
 *
 * <p>Keeps a 64-bit hash and a count for each different line, up to a limit; then it forgets everything and starts anew.
 * Repeats further apart than that count as the same line. Sources come sorted by day, so that repeats lie close together.
 */
final class RepeatCounter {
    private static final int LEAST = 1 << 12;
    private static final int MOST = 1 << 22;

    private long[] hashes = new long[LEAST];
    private int[] counts = new int[LEAST];
    private int size;

    /** How often this line came before: 0 at first. */
    int seen(String line) {
        long hash = hash(line);
        int slot = slot(hash);
        if (hashes[slot] == hash) {
            return counts[slot]++;
        }
        if (size * 2 >= hashes.length) {
            makeRoom();
            slot = slot(hash);
        }
        hashes[slot] = hash;
        counts[slot] = 1;
        size++;
        return 0;
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash >>> 20) & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void makeRoom() {
        if (hashes.length == MOST) {
            Arrays.fill(hashes, 0);
            size = 0;
            return;
        }
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[oldHashes.length * 2];
        counts = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    private static long hash(String line) {
        // FNV-1a, then the finaliser of SplitMix64 to spread its weak low bits.
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}

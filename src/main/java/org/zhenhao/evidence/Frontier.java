package org.zhenhao.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of the tree: the roots of its full subtrees, the largest first, from which leaves can be added and the root
 * told. Not thread-safe.
 */
final class Frontier {
    /** Subtrees of 2^8, 2^16, … leaves are stored, so that a proof reads few rows. */
    static final int TILE = 8;

    private final List<byte[]> full = new ArrayList<>();
    private long size;

    private Frontier() {}

    /**
     * A subtree that was filled.
     *
     * @param level its height; a multiple of {@link #TILE}
     * @param index its place among those of its height
     */
    record Filled(int level, long index, byte[] root) {}

    static Frontier decode(long size, byte[] roots) {
        Frontier frontier = new Frontier();
        frontier.size = size;
        for (int at = 0; at < roots.length; at += Merkle.BYTES) {
            frontier.full.add(Arrays.copyOfRange(roots, at, at + Merkle.BYTES));
        }
        if (frontier.full.size() != Long.bitCount(size)) {
            throw new IllegalStateException("the log's head does not fit its size");
        }
        return frontier;
    }

    byte[] encode() {
        byte[] roots = new byte[full.size() * Merkle.BYTES];
        for (int i = 0; i < full.size(); i++) {
            System.arraycopy(full.get(i), 0, roots, i * Merkle.BYTES, Merkle.BYTES);
        }
        return roots;
    }

    long size() {
        return size;
    }

    /** Adds a leaf, and to the list the subtrees it fills. */
    void add(byte[] leaf, List<Filled> filled) {
        byte[] hash = leaf;
        long place = size;
        int level = 0;
        while ((place & 1) == 1) {
            hash = Merkle.node(full.remove(full.size() - 1), hash);
            place >>= 1;
            level++;
            if (level % TILE == 0) {
                filled.add(new Filled(level, place, hash));
            }
        }
        full.add(hash);
        size++;
    }

    byte[] root() {
        if (full.isEmpty()) {
            return Merkle.empty();
        }
        byte[] hash = full.get(full.size() - 1);
        for (int i = full.size() - 2; i >= 0; i--) {
            hash = Merkle.node(full.get(i), hash);
        }
        return hash;
    }
}

package org.zhenhao.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes proofs from the stored leaves and subtrees (RFC 6962, sections 2.1.1 and 2.1.2); for one transaction. */
final class Proofs {
    private final Connection connection;

    Proofs(Connection connection) {
        this.connection = connection;
    }

    /** The proof that a leaf is in the tree of the first {@code size} leaves. */
    List<byte[]> inclusion(long index, long size) throws SQLException {
        List<byte[]> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    private void path(long index, long from, long count, List<byte[]> path) throws SQLException {
        if (count == 1) {
            return;
        }
        long left = left(count);
        if (index < left) {
            path(index, from, left, path);
            path.add(root(from + left, count - left));
        } else {
            path(index - left, from + left, count - left, path);
            path.add(root(from, left));
        }
    }

    /** The proof that the tree of {@code first} leaves is the beginning of that of {@code second}. */
    List<byte[]> consistency(long first, long second) throws SQLException {
        List<byte[]> proof = new ArrayList<>();
        if (first < second) {
            subproof(first, 0, second, true, proof);
        }
        return proof;
    }

    private void subproof(long first, long from, long count, boolean known, List<byte[]> proof) throws SQLException {
        if (first == count) {
            if (!known) {
                proof.add(root(from, count));
            }
            return;
        }
        long left = left(count);
        if (first <= left) {
            subproof(first, from, left, known, proof);
            proof.add(root(from + left, count - left));
        } else {
            subproof(first - left, from + left, count - left, false, proof);
            proof.add(root(from, left));
        }
    }

    /** The root over some leaves; the first one's place is a multiple of the least power of two not below their number. */
    byte[] root(long from, long count) throws SQLException {
        if (count == 0) {
            return Merkle.empty();
        }
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            int stored = level / Frontier.TILE * Frontier.TILE;
            return Merkle.over(LogTable.hashes(connection, stored, from >> stored, 1 << (level - stored)));
        }
        long left = left(count);
        return Merkle.node(root(from, left), root(from + left, count - left));
    }

    private static long left(long count) {
        return Long.highestOneBit(count - 1);
    }
}

package org.zhenhao.reputation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A set of whole numbers that may say of a few that it holds them though it does not, and never the opposite: a blocked Bloom
 * filter (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007) whose six bits of a member lie in one
 * line of the processor's cache. About ten bits a member, some 1.5 % false answers. When it is full a part of twice the size is added, which
 * costs every look one more line.
 *
 * <p>Thread-safe without locks; a member is found by whoever learns of it after {@link #add} has returned.
 */
final class GrowingBloom {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int BITS_EACH = 10;
    private static final int WORDS_IN_BLOCK = 8;
    private static final int BLOCK_BITS = WORDS_IN_BLOCK * Long.SIZE;
    private static final int BITS_SET = 6;
    private static final int PLACE_BITS = 9;
    private static final long LEAST = 1 << 16;
    private static final long MOST = (long) (Integer.MAX_VALUE - 64) * Long.SIZE / BITS_EACH;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private volatile Part[] parts;

    /** An empty set with room for so many; more is no fault. */
    GrowingBloom(long expected) {
        parts = new Part[] {new Part(expected)};
    }

    /** Whether the set holds it; if not, false nearly always. */
    boolean mayContain(long member) {
        long hash = mix(member);
        long places = mix(hash + GOLDEN);
        for (Part part : parts) {
            if (part.holds(hash, places)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a member. */
    void add(long member) {
        long hash = mix(member);
        long places = mix(hash + GOLDEN);
        Part[] now = parts;
        for (Part part : now) {
            if (part.holds(hash, places)) {
                return;
            }
        }
        Part last = now[now.length - 1];
        last.put(hash, places);
        if (last.count.incrementAndGet() > last.room) {
            grow(now);
        }
    }

    private synchronized void grow(Part[] seen) {
        if (parts == seen) {
            Part[] more = Arrays.copyOf(seen, seen.length + 1);
            more[seen.length] = new Part(seen[seen.length - 1].room * 2);
            parts = more;
        }
    }

    /** How many were added, but for those that it already seemed to hold. */
    long size() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.count.get();
        }
        return sum;
    }

    /** Memory in bytes. */
    long bytes() {
        long sum = 0;
        for (Part part : parts) {
            sum += (long) part.words.length * Long.BYTES;
        }
        return sum;
    }

    /** In how many parts one has to look. */
    int parts() {
        return parts.length;
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3, as SplitMix64 uses it (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static final class Part {
        private final long room;
        private final long[] words;
        private final long blocks;
        private final AtomicLong count = new AtomicLong();

        Part(long expected) {
            room = Math.min(MOST, Math.max(LEAST, expected));
            blocks = (room * BITS_EACH + BLOCK_BITS - 1) / BLOCK_BITS;
            words = new long[(int) (blocks * WORDS_IN_BLOCK)];
        }

        private int block(long hash) {
            return (int) ((hash >>> 32) * blocks >>> 32) * WORDS_IN_BLOCK;
        }

        boolean holds(long hash, long places) {
            int from = block(hash);
            long left = places;
            for (int i = 0; i < BITS_SET; i++) {
                long word = (long) WORDS.getOpaque(words, from + (int) (left >>> 6 & 7));
                if ((word >>> (left & 63) & 1) == 0) {
                    return false;
                }
                left >>>= PLACE_BITS;
            }
            return true;
        }

        void put(long hash, long places) {
            int from = block(hash);
            long left = places;
            for (int i = 0; i < BITS_SET; i++) {
                WORDS.getAndBitwiseOr(words, from + (int) (left >>> 6 & 7), 1L << (left & 63));
                left >>>= PLACE_BITS;
            }
        }
    }
}

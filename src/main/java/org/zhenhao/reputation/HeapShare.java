package org.zhenhao.reputation;

import java.util.OptionalLong;

/**
 * How much of the heap a cache may take where its bound is not set: a collector that has no room to spare costs more than the
 * cache saves.
 */
final class HeapShare {
    private static final long MOST = 64L << 20;
    private static final int PARTS = 5;

    private HeapShare() {}

    /** The bound in bytes that was set, or else a fifth of the largest heap, up to 64 MB. */
    static long or(OptionalLong set) {
        return set.orElseGet(() -> of(Runtime.getRuntime().maxMemory()));
    }

    /** A cache's part of a heap of so many bytes. */
    static long of(long heap) {
        return Math.min(MOST, heap / PARTS);
    }
}

package org.zhenhao.feed;

/** Reads what {@link BitWriter} wrote. Past the end there are zeros. Not thread-safe. */
final class BitReader {
    private final byte[] bytes;
    private int next;
    private long buffer;
    private int filled;

    BitReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.next = from;
    }

    private void fill() {
        while (filled <= 56) {
            long octet = next < bytes.length ? bytes[next] & 0xff : 0;
            buffer |= octet << filled;
            next++;
            filled += 8;
        }
    }

    /** Reads up to 32 bits. */
    long bits(int count) {
        fill();
        long value = buffer & (1L << count) - 1;
        buffer >>>= count;
        filled -= count;
        return value;
    }

    /** Reads a Rice code. */
    long rice(int k) {
        fill();
        int ones = Long.numberOfTrailingZeros(~buffer);
        if (ones >= BitWriter.ESCAPE) {
            bits(BitWriter.ESCAPE);
            long low = bits(32);
            return low | bits(32) << 32;
        }
        buffer >>>= ones + 1;
        filled -= ones + 1;
        long low = k > 32 ? bits(32) | bits(k - 32) << 32 : bits(k);
        return (long) ones << k | low;
    }
}

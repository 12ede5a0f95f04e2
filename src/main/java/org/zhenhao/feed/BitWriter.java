package org.zhenhao.feed;

import java.io.ByteArrayOutputStream;

/** Writes bits, the lowest of each byte first. Not thread-safe. */
final class BitWriter {
    /** A quotient as large as this is not written in ones; the value follows whole. */
    static final int ESCAPE = 24;

    private final ByteArrayOutputStream out;
    private long buffer;
    private int filled;

    BitWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** Writes the low bits of a value; at most 32. */
    void bits(long value, int count) {
        buffer |= (value & (1L << count) - 1) << filled;
        filled += count;
        while (filled >= 8) {
            out.write((int) buffer);
            buffer >>>= 8;
            filled -= 8;
        }
    }

    /**
     * Writes a number that is not negative in the Rice code: its part above {@code k} bits in ones ended by a zero, then the {@code k} bits.
     *
     * @see <a href="https://doi.org/10.1109/TCOM.1971.1090789">Rice and Plaunt, Adaptive variable-length coding</a>
     */
    void rice(long value, int k) {
        long quotient = value >>> k;
        if (quotient >= ESCAPE) {
            bits((1L << ESCAPE) - 1, ESCAPE);
            bits(value, 32);
            bits(value >>> 32, 32);
            return;
        }
        bits((1L << quotient) - 1, (int) quotient + 1);
        if (k > 32) {
            bits(value, 32);
            bits(value >>> 32, k - 32);
        } else {
            bits(value, k);
        }
    }

    /** How many bits {@link #rice} takes. */
    static long cost(long value, int k) {
        long quotient = value >>> k;
        return quotient >= ESCAPE ? ESCAPE + 64 : quotient + 1 + k;
    }

    /** Fills the last byte with zeros. */
    void end() {
        if (filled > 0) {
            out.write((int) buffer);
        }
        buffer = 0;
        filled = 0;
    }
}

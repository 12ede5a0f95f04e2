package org.zhenhao.score;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link ByteWriter} wrote; anything else is an IllegalArgumentException and never more memory than the input warrants. */
final class ByteReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int CONTINUED = 0x80;
    private static final int PAYLOAD = 0x7f;
    private static final int PAYLOAD_BITS = 7;
    private static final int LAST_SHIFT = 56;

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("cut off after " + at + " bytes");
        }
        return bytes[at++] & 0xff;
    }

    /** A byte that must not exceed {@code most}. */
    int octet(int most) {
        int value = octet();
        if (value > most) {
            throw new IllegalArgumentException(value + " at " + (at - 1) + " exceeds " + most);
        }
        return value;
    }

    boolean flag() {
        return octet(1) == 1;
    }

    /** A number from 0 to {@code most}. */
    int count(int most) {
        long value = time();
        if (value > most) {
            throw new IllegalArgumentException(value + " before " + at + " exceeds " + most);
        }
        return (int) value;
    }

    /** A time that is not negative. */
    long time() {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += PAYLOAD_BITS) {
            int octet = octet();
            value |= (long) (octet & PAYLOAD) << shift;
            if (octet < CONTINUED) {
                return value;
            }
        }
        throw new IllegalArgumentException("endless number before " + at);
    }

    long fixed() {
        if (bytes.length - at < Long.BYTES) {
            throw new IllegalArgumentException("cut off after " + at + " bytes");
        }
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** A number that is finite and not negative. */
    double number() {
        double value = Double.longBitsToDouble(fixed());
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("no finite positive number before " + at);
        }
        return value;
    }

    String text() {
        int length = octet();
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) octet();
        }
        return new String(text);
    }

    void format(int expected) {
        int found = octet();
        if (found != expected) {
            throw new IllegalArgumentException("format " + found + ", not " + expected);
        }
    }

    void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException(bytes.length - at + " bytes too many");
        }
    }
}

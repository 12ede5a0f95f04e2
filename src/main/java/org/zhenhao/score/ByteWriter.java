package org.zhenhao.score;

import java.util.Arrays;

/** Writes the compact binary forms: variable-length counts and times, 8-byte numbers, most significant byte first. */
final class ByteWriter {
    private static final int CONTINUED = 0x80;
    private static final int PAYLOAD = 0x7f;
    private static final int PAYLOAD_BITS = 7;

    private byte[] bytes;
    private int length;

    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A number that is not negative, in 1 to 5 bytes. */
    void count(int value) {
        time(value);
    }

    /** A time that is not negative, in 1 to 9 bytes. */
    void time(long value) {
        long rest = value;
        while (rest >= CONTINUED) {
            octet((int) ((rest & PAYLOAD) | CONTINUED));
            rest >>>= PAYLOAD_BITS;
        }
        octet((int) rest);
    }

    void fixed(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void number(double value) {
        fixed(Double.doubleToLongBits(value));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}

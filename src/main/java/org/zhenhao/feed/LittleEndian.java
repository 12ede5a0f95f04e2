package org.zhenhao.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes in the making: whole numbers with the lowest byte first. Not thread-safe. */
final class LittleEndian extends ByteArrayOutputStream {
    void octet(int value) {
        write(value);
    }

    void u16(int value) {
        write(value);
        write(value >>> 8);
    }

    void u32(long value) {
        u16((int) value);
        u16((int) (value >>> 16));
    }

    void u64(long value) {
        u32(value);
        u32(value >>> 32);
    }

    /** Seven bits a byte, the lowest first; the top bit says that more follow. */
    void varint(long value) {
        long rest = value;
        while (rest > 0x7f) {
            write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        write((int) rest);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        octet(utf8.length);
        writeBytes(utf8);
    }
}

package org.zhenhao.redis;

import java.nio.charset.StandardCharsets;

/** The slot of a key on Redis Cluster: CRC-16/XMODEM of what stands between the braces, modulo 16384 (Redis Cluster specification). */
final class HashSlot {
    /** How many slots there are. */
    static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;
    private static final char[] TABLE = table();

    private HashSlot() {}

    /** The slot of all keys with this hash tag. */
    static int of(String tag) {
        int crc = 0;
        for (byte b : tag.getBytes(StandardCharsets.UTF_8)) {
            crc = (crc << 8 ^ TABLE[(crc >>> 8 ^ b) & 0xff]) & 0xffff;
        }
        return crc % COUNT;
    }

    private static char[] table() {
        char[] table = new char[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            table[i] = (char) crc;
        }
        return table;
    }
}

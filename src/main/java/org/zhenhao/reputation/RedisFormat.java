package org.zhenhao.reputation;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.zhenhao.redis.RedisKey;
import org.zhenhao.redis.RedisScript;

/**
 * Keys and values in Redis.
 *
 * <p>A key is {@code z1:{tag}:n:key} for a tally and {@code z1:{tag}:p:key} for a page; the 1 is the version of this
 * format, so that two releases can share one Redis. A value is the format's version (one byte), what it is (one byte: a
 * mark or an item), the item's version (8 bytes, big-endian), a CRC-32C of the rest, the rest. A mark says only that the
 * item has reached that version: it keeps a late writer from bringing the past back.
 */
final class RedisFormat {
    private static final byte FORMAT = 1;
    private static final byte MARK = 0;
    private static final byte ITEM = 1;
    private static final int HEADER = 14;

    /**
     * Sets KEYS[1] to the value ARGV[1] for ARGV[2] milliseconds unless it holds a newer one; an item takes the place of a
     * mark of its version. Where Redis has no room the old value goes all the same. The version is computed from its
     * bytes, because strings compare by the server's locale; it is exact up to 2^53.
     */
    static final RedisScript SCRIPT = new RedisScript("""
            local function version(s)
              local n = 0
              for i = 3, 10 do n = n * 256 + s:byte(i) end
              return n
            end
            local new = ARGV[1]
            local old = redis.pcall('GET', KEYS[1])
            if type(old) == 'string' and #old >= 14 and old:byte(1) == new:byte(1) then
              local had, has = version(old), version(new)
              if had > has or (had == has and old:byte(2) >= new:byte(2)) then return 0 end
            end
            local done = redis.pcall('SET', KEYS[1], new, 'PX', ARGV[2])
            if done['err'] then
              redis.call('DEL', KEYS[1])
              return -1
            end
            return 1
            """);

    private RedisFormat() {}

    static RedisKey key(ItemKey key) {
        String name = "z1:{" + key.tag() + (key.type() == ItemKey.Type.TALLY ? "}:n:" : "}:p:") + key.key();
        return new RedisKey(key.tag(), name);
    }

    static byte[] item(Item item) {
        return value(ITEM, item.version(), item.bytes());
    }

    static byte[] mark(long version) {
        return value(MARK, version, Item.ABSENT.bytes());
    }

    private static byte[] value(byte what, long version, byte[] bytes) {
        return ByteBuffer.allocate(HEADER + bytes.length)
                .put(FORMAT)
                .put(what)
                .putLong(version)
                .putInt(checksum(bytes, 0))
                .put(bytes)
                .array();
    }

    /** Whether this is a well-formed mark. */
    static boolean isMark(byte[] value) {
        return value.length == HEADER && value[0] == FORMAT && value[1] == MARK;
    }

    /** The item in a value; null if it holds none or is not of this format. */
    static @Nullable Item decode(byte[] value) {
        if (value.length < HEADER || value[0] != FORMAT || value[1] != ITEM) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value, 2, HEADER - 2);
        long version = buffer.getLong();
        if (version < 0 || buffer.getInt() != checksum(value, HEADER)) {
            return null;
        }
        byte[] bytes = new byte[value.length - HEADER];
        System.arraycopy(value, HEADER, bytes, 0, bytes.length);
        return version == 0 && bytes.length == 0 ? Item.ABSENT : new Item(version, bytes);
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }
}

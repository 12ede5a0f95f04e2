package org.zhenhao.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/**
 * The databases that Apple's own tools make a Live Caller ID Lookup service from: {@code KeywordDatabase { repeated Row rows = 1; }}, {@code Row { bytes
 * keyword = 1; bytes value = 2; }}, in protocol buffers. Keywords are {@code +} and the E.164 digits. Nothing here is cryptography; the private lookup is
 * done by {@code PIRProcessDatabase} and the service built on it.
 *
 * @see <a href="https://github.com/apple/swift-homomorphic-encryption">swift-homomorphic-encryption</a>
 */
final class ApplePir {
    private static final int BYTES_FIELD_1 = 0x0a;
    private static final int BYTES_FIELD_2 = 0x12;
    private static final int VARINT_FIELD_3 = 0x18;
    private static final int CACHE_MINUTES = 24 * 60;

    private ApplePir() {}

    /**
     * One shard of a database.
     *
     * @param identity whether values are identities; else one byte that says whether to block
     * @param shards how many there are, at least 1
     */
    static byte[] database(CompactList list, boolean identity, int shard, int shards, Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (CompactList.Cursor cursor = list.cursor(); cursor.next(); ) {
            boolean block = Mark.level(cursor.mark) >= Level.HIGH.code();
            if (!Numbers.e164(cursor.number) || (!identity && !block)) {
                continue;
            }
            byte[] keyword = ("+" + cursor.number).getBytes(StandardCharsets.US_ASCII);
            if (shards == 1 || shardOf(keyword, shards) == shard) {
                byte[] value = identity ? identity(Mark.category(cursor.mark), language) : new byte[] {1};
                ByteArrayOutputStream row = new ByteArrayOutputStream();
                field(row, BYTES_FIELD_1, keyword);
                field(row, BYTES_FIELD_2, value);
                field(out, BYTES_FIELD_1, row.toByteArray());
            }
        }
        return out.toByteArray();
    }

    /** {@code CallIdentity { string name = 1; bytes icon = 2; uint32 cache_expiry_minutes = 3; Category category = 4; }}, icon and category left out. */
    private static byte[] identity(@Nullable Category category, Language language) {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        field(identity, BYTES_FIELD_1, Labels.of(category, language).getBytes(StandardCharsets.UTF_8));
        identity.write(VARINT_FIELD_3);
        varint(identity, CACHE_MINUTES);
        return identity.toByteArray();
    }

    /** First eight bytes of SHA-256, the lowest first, without sign, modulo the number of shards. */
    static int shardOf(byte[] keyword, int shards) {
        MessageDigest sha = Seal.sha256();
        byte[] digest = sha.digest(keyword);
        long head = 0;
        for (int i = 7; i >= 0; i--) {
            head = head << 8 | digest[i] & 0xff;
        }
        return (int) Long.remainderUnsigned(head, shards);
    }

    private static void field(ByteArrayOutputStream out, int tag, byte[] bytes) {
        out.write(tag);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** The configuration that {@code PIRProcessDatabase} reads. */
    static String configuration(boolean identity, int shards, int entriesPerShard) {
        String name = identity ? "identity" : "block";
        String input = shards == 1 ? name + ".binpb" : name + "-SHARD_ID.binpb";
        return String.format(
                Locale.ROOT,
                "{\"inputDatabase\":\"%s\",\"outputDatabase\":\"%s-SHARD_ID.bin\",\"outputPirParameters\":\"%s-SHARD_ID.params.txtpb\","
                        + "\"rlweParameters\":\"n_4096_logq_27_28_28_logt_5\",\"sharding\":{%s},\"trialsPerShard\":1}\n",
                input,
                name,
                name,
                shards == 1 ? "\"entryCountPerShard\":" + entriesPerShard : "\"shardCount\":" + shards);
    }
}

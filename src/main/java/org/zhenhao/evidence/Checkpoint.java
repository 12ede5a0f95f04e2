package org.zhenhao.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.SigningKey;

/**
 * What the log was at a time, signed: a note after the C2SP specifications tlog-checkpoint and signed-note, with the time as
 * an extension line.
 *
 * @param origin name of the log
 * @param size how many leaves it had
 * @param root its root hash
 * @param at Unix second
 */
public record Checkpoint(String origin, long size, byte[] root, long at) {
    private static final String DASH = "\u2014 ";
    private static final byte ED25519 = 1;
    private static final int KEY_ID_BYTES = 4;

    /** The signed note. */
    public String sign(SigningKey key) {
        String text = text();
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] id = keyId(origin, key.publicKey());
        byte[] both = Arrays.copyOf(id, KEY_ID_BYTES + signature.length);
        System.arraycopy(signature, 0, both, KEY_ID_BYTES, signature.length);
        return text + '\n' + DASH + origin + ' ' + Base64.getEncoder().encodeToString(both) + '\n';
    }

    private String text() {
        return origin
                + '\n'
                + size
                + '\n'
                + Base64.getEncoder().encodeToString(root)
                + '\n'
                + Instant.ofEpochSecond(at)
                + '\n';
    }

    /** The checkpoint that a note holds, or null if the key did not sign it. */
    public static @Nullable Checkpoint open(String note, byte[] publicKey) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            return null;
        }
        String text = note.substring(0, split + 1);
        List<String> lines = text.lines().toList();
        try {
            for (String line : note.substring(split + 2).split("\n")) {
                int space = line.lastIndexOf(' ');
                if (!line.startsWith(DASH) || space < 0 || lines.size() < 4) {
                    continue;
                }
                byte[] both = Base64.getDecoder().decode(line.substring(space + 1));
                byte[] signature = Arrays.copyOfRange(both, KEY_ID_BYTES, Math.max(KEY_ID_BYTES, both.length));
                if (SigningKey.verify(publicKey, text.getBytes(StandardCharsets.UTF_8), signature)) {
                    return new Checkpoint(
                            lines.get(0),
                            Long.parseLong(lines.get(1)),
                            Base64.getDecoder().decode(lines.get(2)),
                            Instant.parse(lines.get(3)).getEpochSecond());
                }
            }
        } catch (IllegalArgumentException | java.time.DateTimeException malformed) {
            return null;
        }
        return null;
    }

    private static byte[] keyId(String name, byte[] publicKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(ED25519);
            return Arrays.copyOf(digest.digest(publicKey), KEY_ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

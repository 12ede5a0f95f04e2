package org.zhenhao.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.zhenhao.snapshot.PublishingKey;

/**
 * The last 96 bytes of a list or delta: SHA-256 of all bytes before, and the Ed25519 signature of the file's first four bytes
 * followed by that digest.
 */
final class Seal {
    static final int BYTES = 96;

    private static final int DIGEST = 32;
    private static final int MAGIC = 4;

    private Seal() {}

    static byte[] sealed(byte[] content, PublishingKey key) {
        byte[] digest = digest(content, content.length);
        byte[] sealed = Arrays.copyOf(content, content.length + BYTES);
        System.arraycopy(digest, 0, sealed, content.length, DIGEST);
        byte[] signature = key.sign(signed(content, digest));
        System.arraycopy(signature, 0, sealed, content.length + DIGEST, signature.length);
        return sealed;
    }

    /** Whether no byte was changed; says nothing of who made it. */
    static boolean whole(byte[] sealed) {
        int length = sealed.length - BYTES;
        return length > 0 && Arrays.equals(digest(sealed, length), Arrays.copyOfRange(sealed, length, length + DIGEST));
    }

    /** Whether the holder of the key has signed it. */
    static boolean signedBy(byte[] sealed, byte[] publicKey) {
        int length = sealed.length - BYTES;
        return whole(sealed)
                && PublishingKey.verify(
                        publicKey,
                        signed(sealed, Arrays.copyOfRange(sealed, length, length + DIGEST)),
                        Arrays.copyOfRange(sealed, length + DIGEST, sealed.length));
    }

    private static byte[] signed(byte[] content, byte[] digest) {
        byte[] message = Arrays.copyOf(content, MAGIC + DIGEST);
        System.arraycopy(digest, 0, message, MAGIC, DIGEST);
        return message;
    }

    private static byte[] digest(byte[] bytes, int length) {
        MessageDigest sha = sha256();
        sha.update(bytes, 0, length);
        return sha.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

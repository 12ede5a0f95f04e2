package org.zhenhao.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Makes identifiers: short words of digits and lower-case letters without i, l, o and u, which are easily misread. */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int BITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /**
     * An unguessable word.
     *
     * @param length in characters, of 5 bits each
     */
    public static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return word(bytes, length);
    }

    /**
     * The same word for the same text everywhere, from its SHA-256.
     *
     * @param length in characters, at most 32
     */
    public static String of(String text, int length) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return word(hash, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One character from the low bits of each byte. */
    private static String word(byte[] bytes, int length) {
        char[] word = new char[length];
        for (int i = 0; i < length; i++) {
            word[i] = ALPHABET[bytes[i] & ((1 << BITS) - 1)];
        }
        return new String(word);
    }
}

package org.zhenhao.access;

import java.util.HexFormat;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.Ids;

/**
 * A key in the clear, which is shown once and never stored.
 *
 * @param text what the client sends
 * @param hash HMAC-SHA-256 of it under the server's secret, in hexadecimal
 */
record SecretKey(String text, String hash) {
    static final String ADMIN_PREFIX = "zh_admin_";
    static final String PREFIX = "zh_key_";

    /** 160 bits: beyond guessing, as the hash is not slow. */
    private static final int RANDOM_CHARACTERS = 32;

    private static final int SHOWN_CHARACTERS = 4;

    /** A new random key. */
    static SecretKey make(String prefix, Pseudonyms pseudonyms) {
        String text = prefix + Ids.random(RANDOM_CHARACTERS);
        return new SecretKey(text, hash(text, pseudonyms));
    }

    /** What a key is stored and looked up by. */
    static String hash(String text, Pseudonyms pseudonyms) {
        return HexFormat.of().formatHex(pseudonyms.hmac("api_key", text));
    }

    /** The beginning, which tells keys apart without helping to guess one: 20 of its 160 bits. */
    String prefix() {
        return text.substring(0, text.lastIndexOf('_') + 1 + SHOWN_CHARACTERS);
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}

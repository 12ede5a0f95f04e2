package org.zhenhao.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what identifies people before it is stored: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. A sealed text
 * names the key it was sealed with, so that keys can be replaced one after the other; what it is for is authenticated with
 * it, so that one field's text cannot be put in place of another's. Text that is not sealed is read as it stands: it was
 * stored by an earlier release. Thread-safe.
 */
public final class Vault {
    /** The name of the key that follows from the server's secret. */
    static final String OF_SECRET = "secret";

    private static final String MARK = "~1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,20}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;

    /**
     * @param secret the key that follows from the server's secret; always good for reading
     * @param configured {@code name:base64} of at least 16 bytes, the one to write with first; empty: the secret's is
     * @throws IllegalArgumentException if a key is malformed; the message does not hold it
     */
    Vault(Pseudonyms secret, java.util.List<String> configured) {
        for (String entry : configured) {
            int colon = entry.indexOf(':');
            String name = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!NAME.matcher(name).matches() || name.equals(OF_SECRET) || keys.containsKey(name)) {
                throw new IllegalArgumentException(
                        "a key has a name of its own of a-z, 0-9 and -, and a colon behind it");
            }
            byte[] raw = Base64.getDecoder().decode(entry.substring(colon + 1).strip());
            if (raw.length < ServerSecret.LEAST_BYTES) {
                throw new IllegalArgumentException(
                        "key " + name + " has fewer than " + ServerSecret.LEAST_BYTES + " bytes");
            }
            keys.put(name, derived(raw));
        }
        keys.put(OF_SECRET, new SecretKeySpec(secret.hmac("encryption-at-rest"), "AES"));
        current = keys.keySet().iterator().next();
    }

    /** A vault of the secret's key alone, for tools and tests. */
    public static Vault under(Pseudonyms secret) {
        return new Vault(secret, java.util.List.of());
    }

    private static SecretKeySpec derived(byte[] raw) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(raw, "HmacSHA256"));
            return new SecretKeySpec(mac.doFinal("zhenhao at rest".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Seals a text.
     *
     * @param purpose what it is; {@link #open} has to say the same
     * @return about four thirds of the text's bytes in UTF-8 and sixty characters, ASCII
     */
    public String seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, purpose);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = java.nio.ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return prefix() + Base64.getEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals a text, or nothing. */
    public @Nullable String sealIf(String purpose, @Nullable String text) {
        return text == null ? null : seal(purpose, text);
    }

    /**
     * What was sealed; a text that is not sealed as it stands.
     *
     * @throws IllegalStateException if the key is not there any more, or the text was tampered with
     */
    public String open(String purpose, String stored) {
        if (!stored.startsWith(MARK)) {
            return stored;
        }
        int colon = stored.indexOf(':', MARK.length());
        String name = colon < 0 ? "" : stored.substring(MARK.length(), colon);
        if (!keys.containsKey(name)) {
            throw new IllegalStateException(
                    "a stored text is sealed with a key that is not in zhenhao.encryption.keys");
        }
        try {
            byte[] all = Base64.getDecoder().decode(stored.substring(colon + 1));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, java.util.Arrays.copyOf(all, NONCE), purpose);
            return new String(cipher.doFinal(all, NONCE, all.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a sealed text cannot be opened", e);
        }
    }

    /** What was sealed, or nothing. */
    public @Nullable String openIf(String purpose, @Nullable String stored) {
        return stored == null ? null : open(purpose, stored);
    }

    /** How a text begins that is sealed with the present key. */
    public String prefix() {
        return MARK + current + ":";
    }

    private Cipher cipher(int mode, String name, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, keys.get(name), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

package org.zhenhao.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed pseudonyms: HMAC-SHA-256 (RFC 2104, FIPS 180-4) under the server's secret, so that what is stored in place of an
 * id can be matched but neither read back nor guessed without the secret.
 *
 * <p>Each part goes in with its length before it, and the purpose as the first, so that no two lists of parts and no two
 * purposes share an input. Thread-safe; about a microsecond a call.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int REPORTER_BYTES = 16;

    private final SecretKeySpec key;
    /** A Mac is not thread-safe and costly to make; a thread's own one is ready again after each use. */
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

    Pseudonyms(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Pseudonyms under a secret of the caller's, for tools and tests.
     *
     * @param secret at least 16 bytes
     */
    public static Pseudonyms under(byte[] secret) {
        if (secret.length < ServerSecret.LEAST_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + ServerSecret.LEAST_BYTES + " bytes");
        }
        return new Pseudonyms(secret);
    }

    /**
     * The pseudonym of some parts.
     *
     * @param purpose what it is for; the same parts give unrelated pseudonyms for different purposes
     * @return 32 bytes
     */
    public byte[] hmac(String purpose, String... parts) {
        Mac mac = macs.get();
        update(mac, purpose);
        for (String part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    /** The first 64 bits of {@link #hmac}: enough to tell parts apart where a rare collision does no harm. */
    public long hmac64(String purpose, String... parts) {
        return ByteBuffer.wrap(hmac(purpose, parts)).getLong();
    }

    /**
     * The pseudonym that a reporter is known by.
     *
     * @param callerId the key the report came through, so that two apps cannot collide
     * @param reporter the opaque id the app gave its user
     * @return 16 bytes
     */
    public byte[] reporter(String callerId, String reporter) {
        return Arrays.copyOf(hmac("reporter", callerId, reporter), REPORTER_BYTES);
    }

    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        mac.update((byte) (length >>> 24));
        mac.update((byte) (length >>> 16));
        mac.update((byte) (length >>> 8));
        mac.update((byte) length);
        mac.update(bytes);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

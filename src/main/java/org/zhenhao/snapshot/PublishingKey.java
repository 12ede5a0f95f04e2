package org.zhenhao.snapshot;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.zhenhao.secret.Pseudonyms;

/**
 * The key that everything published is signed with: Ed25519 (RFC 8032), made from the server's secret, so that it comes into being with
 * it, is kept with it, and is the same on every replica. Thread-safe.
 */
public final class PublishingKey {
    /** Length of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_BYTES = 32;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PrivateKey secret;
    private final PublicKey open;

    private PublishingKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.open = pair.getPublic();
    }

    /** The key of this server. */
    public static PublishingKey of(Pseudonyms secret) {
        byte[] seed = secret.hmac("publishing key");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return new PublishingKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A source of randomness that is not random: the seed of RFC 8032, section 5.1.5, is all the generator asks for. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("a seed of " + bytes.length + " bytes is asked for");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    /** Signs bytes; 64 bytes. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as 32 bytes, as RFC 8032 writes it. */
    public byte[] publicBytes() {
        byte[] encoded = open.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
    }

    /** The public half as PEM text (RFC 7468). */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(open.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * Whether a signature is that of a public key.
     *
     * @param publicBytes 32 bytes
     */
    public static boolean verify(byte[] publicBytes, byte[] content, byte[] signature) {
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + RAW_BYTES);
        if (publicBytes.length != RAW_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        System.arraycopy(publicBytes, 0, encoded, X509_HEAD.length, RAW_BYTES);
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(content);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

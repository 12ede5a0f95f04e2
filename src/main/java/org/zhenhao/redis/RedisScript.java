package org.zhenhao.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A script that runs inside Redis on one key, KEYS[1]; {@link RedisLinks#run} runs it. Immutable. */
public final class RedisScript {
    private final String text;
    private final String digest;

    /**
     * Makes a script.
     *
     * @param text in Lua, as Redis' EVAL takes it
     */
    public RedisScript(String text) {
        this.text = text;
        this.digest = sha1(text);
    }

    /** The script in full. */
    String text() {
        return text;
    }

    /** What Redis calls the script: SHA-1 of it, in hexadecimal. */
    String digest() {
        return digest;
    }

    private static String sha1(String script) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.zhenhao.reputation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The whole numbers under which the store keeps rows of numbers and pages.
 *
 * <p>An E.164 key becomes the number it writes, a Chinese code the same behind two trillion million (neither begins with
 * zero, so nothing is lost), a page's key the first number of the page: numbers of one block follow each other, and the
 * store's trees stay compact. Any other key becomes a negative number from its SHA-256. Rows carry their key as well, and
 * whoever finds a row compares it: two keys with one number, which 62 bits make a curiosity, are never mixed up.
 */
public final class KeyIds {
    private static final int MOST_DIGITS = 17;
    private static final String CODE = "CN-";
    private static final long CODES = 2_000_000_000_000_000_000L;

    private KeyIds() {}

    /** The id of a number's or a page's key. */
    public static long of(String key) {
        long id = -1;
        if (key.startsWith("+")) {
            id = digits(key, 1);
        } else if (key.startsWith(CODE)) {
            id = digits(key, CODE.length());
            id = id < 0 ? id : id + CODES;
        }
        return id >= 0 ? id : hash(key);
    }

    /** The digits from a place on as a number, those left open as zeros; -1 if they are none, too many or begin with zero. */
    private static long digits(String key, int from) {
        int length = key.length();
        if (length == from || length - from > MOST_DIGITS || key.charAt(from) == '0') {
            return -1;
        }
        long digits = 0;
        for (int i = from; i < length; i++) {
            char c = key.charAt(i);
            if (c != 'x' && (c < '0' || c > '9')) {
                return -1;
            }
            digits = digits * 10 + (c == 'x' ? 0 : c - '0');
        }
        return digits;
    }

    /**
     * The last id that a number of this page can have; {@link #of} gives the first.
     *
     * @return below {@link #of} if the page's numbers do not follow each other
     */
    public static long lastOfPage(String page) {
        long first = of(page);
        if (first < 0) {
            return Long.MIN_VALUE;
        }
        long size = 1;
        for (int i = page.indexOf('x'); i >= 0 && i < page.length(); i++) {
            size *= 10;
        }
        return first + size - 1;
    }

    private static long hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Long.MIN_VALUE | (ByteBuffer.wrap(hash).getLong() >>> 1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

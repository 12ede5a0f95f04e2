package org.zhenhao.dialer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds texts by the leading digits of their hash. The first 64 bits of each hash are kept in ascending order; longer questions
 * are settled by hashing the few candidates again. Immutable.
 */
final class HashTable {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS_HELD = 16;
    private static final int BITS_A_DIGIT = 4;

    private final String algorithm;
    private final List<String> texts;
    private final long[] hashes;
    private final int[] places;

    /**
     * Hashes texts.
     *
     * @param algorithm a name that {@link MessageDigest} knows
     * @param texts what to hash, in UTF-8; told by their places
     */
    HashTable(String algorithm, List<String> texts) {
        this.algorithm = algorithm;
        this.texts = texts;
        MessageDigest digest = digest(algorithm);
        long[] unsorted = new long[texts.size()];
        for (int i = 0; i < unsorted.length; i++) {
            // Flipping the top bit makes the signed order that of unsigned numbers.
            unsorted[i] = ByteBuffer.wrap(digest.digest(texts.get(i).getBytes(StandardCharsets.UTF_8)))
                            .getLong()
                    ^ Long.MIN_VALUE;
        }
        places = IntStream.range(0, unsorted.length)
                .boxed()
                .sorted((one, other) -> Long.compare(unsorted[one], unsorted[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        hashes = Arrays.stream(places).mapToLong(place -> unsorted[place]).toArray();
    }

    /**
     * The places of the texts whose hash begins so, in the order of their hashes.
     *
     * @param prefix hexadecimal digits, at least one, of either case
     */
    int[] find(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        int held = Math.min(lower.length(), DIGITS_HELD);
        int free = (DIGITS_HELD - held) * BITS_A_DIGIT;
        long first = (HexFormat.fromHexDigitsToLong(lower.substring(0, held)) << free) ^ Long.MIN_VALUE;
        long last = first + (free == 0 ? 0 : (1L << free) - 1);
        int from = lowerBound(first);
        int to = from;
        while (to < hashes.length && hashes[to] <= last) {
            to++;
        }
        int[] found = Arrays.copyOfRange(places, from, to);
        return lower.length() <= DIGITS_HELD
                ? found
                : Arrays.stream(found)
                        .filter(place -> hash(place).startsWith(lower))
                        .toArray();
    }

    private int lowerBound(long key) {
        int low = 0;
        int high = hashes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hashes[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The whole hash of the text at a place, in lower-case hexadecimal digits. */
    String hash(int place) {
        return HEX.formatHex(digest(algorithm).digest(texts.get(place).getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

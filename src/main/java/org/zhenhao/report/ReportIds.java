package org.zhenhao.report;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Draws the ids of reports: milliseconds, then a mark of this process, then a count, so that ids rise with time and the
 * rows of one transaction lie together in the store. Two processes with the same mark may draw the same id in the same
 * millisecond; the store refuses the second, and its writer draws again. Thread-safe.
 */
final class ReportIds {
    private static final long EPOCH = 1_577_836_800_000L;
    private static final int MARK_BITS = 9;
    private static final int COUNT_BITS = 12;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;
    private static final int BITS = 5;

    private final Clock clock;
    private final long mark = new SecureRandom().nextInt(1 << MARK_BITS);
    private long last;

    ReportIds(Clock clock) {
        this.clock = clock;
    }

    /** A new id, above all that this process has drawn. */
    synchronized long next() {
        long from = (clock.millis() - EPOCH) << (MARK_BITS + COUNT_BITS) | mark << COUNT_BITS;
        // More than the count can tell in one millisecond run on into the next one's ids, which the process owns as
        // well.
        last = from > last
                ? from
                : (last & ((1L << COUNT_BITS) - 1)) == (1L << COUNT_BITS) - 1 ? nextMilli() : last + 1;
        return last;
    }

    private long nextMilli() {
        long milli = (last >>> (MARK_BITS + COUNT_BITS)) + 1;
        return milli << (MARK_BITS + COUNT_BITS) | mark << COUNT_BITS;
    }

    /** The least id that can have been drawn at {@code at}, Unix seconds, or later. */
    static long least(long at) {
        return Math.max(0, (at * 1_000 - EPOCH) << (MARK_BITS + COUNT_BITS));
    }

    /** The id as clients see it: 13 digits and lower-case letters. */
    static String text(long id) {
        char[] text = new char[LENGTH];
        long rest = id;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & ((1 << BITS) - 1)));
            rest >>>= BITS;
        }
        return new String(text);
    }

    /** The id that {@link #text} wrote, or -1 if the text is none. */
    static long parse(String text) {
        if (text.length() != LENGTH) {
            return -1;
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            id = id << BITS | digit;
        }
        return id >= 0 && text(id).equals(text) ? id : -1;
    }
}

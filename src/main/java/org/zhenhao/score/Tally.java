package org.zhenhao.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything a score needs to know of one number's reports: decayed sums as they were at the latest contact. It never
 * goes stale, for decay is computed when it is read.
 *
 * <p>Immutable; equal tallies have equal bytes. The numbers are doubles, computed with operations that have the same result on every
 * machine, so that replicas, rebuilds and any order of arrival agree bit for bit.
 */
public final class Tally {
    /** A number nobody has reported. */
    public static final Tally EMPTY = new Tally(new Parts());

    private static final int FORMAT = 1;
    private static final int MOST_REPORTS = Integer.MAX_VALUE;
    private static final int HAS_NEW_BAD = 1;
    private static final int HAS_NEW_GOOD = 2;
    private static final int HAS_SURGE = 4;
    private static final int HAS_MEMBER = 8;
    private static final int FLAGS = 15;

    /** The fields while a tally is being made. */
    static final class Parts {
        final double[] mass = new double[Category.COUNT];
        double newBad;
        double newGood;
        double surge;
        int networks;
        int negative;
        int positive;
        long first;
        long last;
        long lastNegative;
        Level level = Level.LOW;
        Member member = Member.NONE;
    }

    private final int categories;
    private final double[] mass;
    private final double newBad;
    private final double newGood;
    private final double surge;
    private final int networks;
    private final int negative;
    private final int positive;
    private final long first;
    private final long last;
    private final long lastNegative;
    private final Level level;
    private final Member member;

    Tally(Parts parts) {
        int present = 0;
        double[] packed = new double[Category.COUNT];
        int count = 0;
        for (int c = 0; c < Category.COUNT; c++) {
            if (parts.mass[c] != 0) {
                present |= 1 << c;
                packed[count++] = parts.mass[c];
            }
        }
        categories = present;
        mass = Arrays.copyOf(packed, count);
        newBad = parts.newBad;
        newGood = parts.newGood;
        surge = parts.surge;
        networks = parts.networks;
        negative = parts.negative;
        positive = parts.positive;
        first = parts.first;
        last = parts.last;
        lastNegative = parts.lastNegative;
        level = parts.level;
        member = parts.member;
    }

    /** Live opinions that say unwanted. */
    public int negative() {
        return negative;
    }

    /** Live opinions that say legitimate. */
    public int positive() {
        return positive;
    }

    /** Time of the earliest contact with a live opinion, Unix seconds; 0 if none. */
    public long first() {
        return first;
    }

    /** Time of the latest contact with a live opinion, Unix seconds; 0 if none. */
    public long last() {
        return last;
    }

    /** Time of the latest contact with a live opinion that says unwanted, Unix seconds; 0 if none. */
    public long lastNegative() {
        return lastNegative;
    }

    /** Whether no live opinion stands behind it. */
    public boolean isEmpty() {
        return negative + positive == 0;
    }

    /** What the number adds to its blocks. */
    public Member member() {
        return member;
    }

    /** The level at the latest contact, from the number's own reports alone; {@link Scorer} goes on from it. */
    Level level() {
        return level;
    }

    /** Sketch of the networks that reported it as unwanted: one of 32 bits each. */
    int networks() {
        return networks;
    }

    /** How many different networks reported it as unwanted, as far as the sketch can tell: 0 to 32, never too many. */
    public int networkCount() {
        return Integer.bitCount(networks);
    }

    /** The sums as decayed at {@code now}, Unix seconds; a time before the latest contact counts as that. */
    Reading at(long now, Policy policy) {
        HalfLives halfLives = policy.halfLives;
        long age = now - last;
        double[] decayed = new double[Category.COUNT];
        double established = 0;
        int next = 0;
        for (int c = 0; c < Category.COUNT; c++) {
            if ((categories >>> c & 1) != 0) {
                decayed[c] = mass[next++] * Decay.left(age, halfLives.of(c));
                established += c == 0 ? 0 : decayed[c];
            }
        }
        double probation = Decay.left(age, halfLives.probation);
        return new Reading(
                decayed,
                established,
                newBad * probation,
                newGood * probation,
                surge == 0 ? 0 : surge * Decay.left(age, halfLives.surge));
    }

    /** Compact binary form, the same bytes for equal tallies; about 80 bytes. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(96);
        out.octet(FORMAT);
        write(out);
        return out.toBytes();
    }

    /**
     * The tally that was encoded.
     *
     * @throws IllegalArgumentException if the bytes are not an encoded tally
     */
    public static Tally decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.format(FORMAT);
        Tally tally = new Tally(read(in));
        in.end();
        return tally;
    }

    void write(ByteWriter out) {
        out.count(negative);
        out.count(positive);
        if (isEmpty()) {
            return;
        }
        out.time(first);
        out.time(last - first);
        out.time(last - lastNegative);
        out.octet(level.code());
        out.count(networks & 0xffff);
        out.count(networks >>> 16);
        out.count(categories);
        for (double value : mass) {
            out.number(value);
        }
        out.octet((newBad != 0 ? HAS_NEW_BAD : 0)
                | (newGood != 0 ? HAS_NEW_GOOD : 0)
                | (surge != 0 ? HAS_SURGE : 0)
                | (member.counted() ? HAS_MEMBER : 0));
        writeUnlessZero(out, newBad);
        writeUnlessZero(out, newGood);
        writeUnlessZero(out, surge);
        if (member.counted()) {
            out.number(member.bad());
            out.number(member.good());
        }
    }

    static Parts read(ByteReader in) {
        Parts parts = new Parts();
        parts.negative = in.count(MOST_REPORTS);
        parts.positive = in.count(MOST_REPORTS);
        if (parts.negative == 0 && parts.positive == 0) {
            return parts;
        }
        parts.first = time(in.time());
        parts.last = time(parts.first + time(in.time()));
        parts.lastNegative = time(parts.last - time(in.time()));
        parts.level = Level.ofCode(in.octet(Level.HIGH.code()));
        parts.networks = in.count(0xffff) | in.count(0xffff) << 16;
        int present = in.count((1 << Category.COUNT) - 1);
        for (int c = 0; c < Category.COUNT; c++) {
            parts.mass[c] = (present >>> c & 1) != 0 ? in.number() : 0;
        }
        int flags = in.octet(FLAGS);
        parts.newBad = (flags & HAS_NEW_BAD) != 0 ? in.number() : 0;
        parts.newGood = (flags & HAS_NEW_GOOD) != 0 ? in.number() : 0;
        parts.surge = (flags & HAS_SURGE) != 0 ? in.number() : 0;
        if ((flags & HAS_MEMBER) != 0) {
            parts.member = new Member(in.number(), in.number(), true);
        }
        return parts;
    }

    private static long time(long value) {
        if (value < 0 || value > Opinion.LATEST) {
            throw new IllegalArgumentException("time " + value + " lies outside 1970 to 2100");
        }
        return value;
    }

    private static void writeUnlessZero(ByteWriter out, double value) {
        if (value != 0) {
            out.number(value);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tally tally && Arrays.equals(encode(), tally.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return "Tally[negative=" + negative + ", positive=" + positive + ", first=" + first + ", last=" + last
                + ", level=" + level.wire() + ", mass=" + Arrays.toString(mass) + ", newBad=" + newBad + ", newGood="
                + newGood + ", member=" + member + "]";
    }
}

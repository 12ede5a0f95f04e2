package org.zhenhao.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The reported numbers of one page, summed up by the ten: a page is the widest block around a number, and the sums of the
 * narrower ones inside it are sums over its tens. Sums are in the forward-decayed form of {@link Member}.
 *
 * <p>Immutable. A ten without a member is not kept, so that a block of which all reports were taken back is exactly as
 * before them. Which blocks of a page exist is for {@link org.zhenhao.number.Blocks} to say; a page that drops fewer than four
 * digits uses only its first tens.
 */
public final class BlockPage {
    /** A page without a reported number. */
    public static final BlockPage EMPTY = new BlockPage(new Ten[0]);

    private static final int FORMAT = 1;
    private static final int MOST_TENS = 1000;
    private static final int MOST_TAIL = 9999;
    private static final int TEN = 10;
    private static final int MOST_MEMBERS = 10;
    private static final int[] TENS_IN_BLOCK = {0, 1, 10, 100, 1000};

    /**
     * The members of one block.
     *
     * @param bad sum of their evidence of being unwanted, scaled to the landmark
     * @param good sum of their evidence of the opposite
     * @param members how many of the block's numbers have live opinions
     */
    record Sum(double bad, double good, int members) {
        static final Sum ZERO = new Sum(0, 0, 0);
    }

    private record Ten(int index, int members, double bad, double good) {}

    private final Ten[] tens;
    private final Sum all;

    private BlockPage(Ten[] tens) {
        this.tens = tens;
        this.all = between(0, MOST_TENS);
    }

    /**
     * The page after the member at {@code tail} has changed.
     *
     * @param tail the number's place in the page, 0 to 9999
     * @param before what was put there last
     * @param after what is there now
     */
    public BlockPage with(int tail, Member before, Member after) {
        check(tail);
        if (before.equals(after)) {
            return this;
        }
        int index = tail / TEN;
        int place = place(index);
        boolean found = place < tens.length && tens[place].index == index;
        Ten old = found ? tens[place] : new Ten(index, 0, 0, 0);
        int members = old.members + (after.counted() ? 1 : 0) - (before.counted() ? 1 : 0);
        if (members <= 0) {
            return found ? without(place) : this;
        }
        Ten[] changed = Arrays.copyOf(tens, found ? tens.length : tens.length + 1);
        if (!found) {
            System.arraycopy(tens, place, changed, place + 1, tens.length - place);
        }
        changed[place] = new Ten(
                index,
                Math.min(MOST_MEMBERS, members),
                Math.max(0, old.bad - before.bad() + after.bad()),
                Math.max(0, old.good - before.good() + after.good()));
        return new BlockPage(changed);
    }

    private BlockPage without(int place) {
        if (tens.length == 1) {
            return EMPTY;
        }
        Ten[] changed = Arrays.copyOf(tens, tens.length - 1);
        System.arraycopy(tens, place + 1, changed, place, changed.length - place);
        return new BlockPage(changed);
    }

    /** Whether no number of the page has live opinions. */
    public boolean isEmpty() {
        return tens.length == 0;
    }

    /** How many numbers of the page have live opinions. */
    public int members() {
        return all.members;
    }

    /**
     * How many numbers of a block have live opinions.
     *
     * @param level how many digits the block drops, 1 to 4
     * @param tail a number's place in the page, 0 to 9999
     */
    public int members(int level, int tail) {
        return sum(level, tail).members();
    }

    /** The tens that hold members, each by its place in the page, 0 to 999, ascending. */
    public int[] tens() {
        return Arrays.stream(tens).mapToInt(Ten::index).toArray();
    }

    /** The block that drops {@code level} digits, 1 to 4, around {@code tail}. */
    Sum sum(int level, int tail) {
        check(tail);
        int size = TENS_IN_BLOCK[level];
        if (size == MOST_TENS || all.members == 0) {
            return all;
        }
        int first = tail / TEN / size * size;
        return between(first, first + size);
    }

    private Sum between(int first, int end) {
        double bad = 0;
        double good = 0;
        int members = 0;
        for (int i = place(first); i < tens.length && tens[i].index < end; i++) {
            bad += tens[i].bad;
            good += tens[i].good;
            members += tens[i].members;
        }
        return members == 0 ? Sum.ZERO : new Sum(bad, good, members);
    }

    /** Where the first ten from {@code index} on lies. */
    private int place(int index) {
        int low = 0;
        int high = tens.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tens[middle].index < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void check(int tail) {
        if (tail < 0 || tail > MOST_TAIL) {
            throw new IllegalArgumentException("tail " + tail + " lies outside 0 to " + MOST_TAIL);
        }
    }

    /** Compact binary form, the same bytes for equal pages; about 18 bytes a ten. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(8 + tens.length * 20);
        out.octet(FORMAT);
        out.count(tens.length);
        int next = 0;
        for (Ten ten : tens) {
            out.count(ten.index - next);
            out.octet(ten.members);
            out.number(ten.bad);
            out.number(ten.good);
            next = ten.index + 1;
        }
        return out.toBytes();
    }

    /**
     * The page that was encoded.
     *
     * @throws IllegalArgumentException if the bytes are not an encoded page
     */
    public static BlockPage decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.format(FORMAT);
        Ten[] tens = new Ten[in.count(MOST_TENS)];
        int next = 0;
        for (int i = 0; i < tens.length; i++) {
            int index = next + in.count(MOST_TENS - 1 - next);
            int members = in.octet(MOST_MEMBERS);
            if (members == 0) {
                throw new IllegalArgumentException("a ten without members");
            }
            tens[i] = new Ten(index, members, in.number(), in.number());
            next = index + 1;
        }
        in.end();
        return tens.length == 0 ? EMPTY : new BlockPage(tens);
    }

    /**
     * Whether both pages hold the same members, and the same sums but for rounding.
     *
     * @param tolerance the largest difference allowed, as a share of the larger sum
     */
    public boolean agrees(BlockPage other, double tolerance) {
        if (tens.length != other.tens.length) {
            return false;
        }
        for (int i = 0; i < tens.length; i++) {
            Ten one = tens[i];
            Ten two = other.tens[i];
            double scale = tolerance * Math.max(one.bad + one.good, Double.MIN_NORMAL);
            if (one.index != two.index
                    || one.members != two.members
                    || Math.abs(one.bad - two.bad) > scale
                    || Math.abs(one.good - two.good) > scale) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockPage page && Arrays.equals(tens, page.tens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tens);
    }

    @Override
    public String toString() {
        return "BlockPage[tens=" + tens.length + ", members=" + all.members + "]";
    }
}

package org.zhenhao.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The reported numbers of one page, summed up by the ten: a page is the widest block around a number, and the sums of the
 * narrower ones inside it are sums over its tens. Sums are in the forward-decayed form of {@link Member}.
 *
 * <p>Immutable. A ten without a member is not kept, so that a block of which all reports were taken back is exactly as
 * before them. The sums lie in flat arrays, which take no more memory than the encoded form: a page with hundreds of tens is
 * often loaded to answer for one number. Which blocks of a page exist is for {@link org.zhenhao.number.Blocks} to say; a page that drops fewer than four
 * digits uses only its first tens.
 */
public final class BlockPage {
    /** A page without a reported number. */
    public static final BlockPage EMPTY = new BlockPage(new short[0], new double[0]);

    private static final int FORMAT = 1;
    private static final int MOST_TENS = 1000;
    private static final int MOST_TAIL = 9999;
    private static final int TEN = 10;
    private static final int MOST_MEMBERS = 10;
    private static final int INDEX_BITS = 10;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
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

    /** Which tens there are, ascending: place in the page in the lower bits, how many members above. */
    private final short[] tens;

    /** For each ten its sum of bad and its sum of good evidence. */
    private final double[] sums;

    private final Sum all;

    private BlockPage(short[] tens, double[] sums) {
        this.tens = tens;
        this.sums = sums;
        this.all = between(0, MOST_TENS);
    }

    private int index(int place) {
        return tens[place] & INDEX_MASK;
    }

    private int members(int place) {
        return tens[place] >> INDEX_BITS;
    }

    private static short ten(int index, int members) {
        return (short) (members << INDEX_BITS | index);
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
        boolean found = place < tens.length && index(place) == index;
        int members = (found ? members(place) : 0) + (after.counted() ? 1 : 0) - (before.counted() ? 1 : 0);
        if (members <= 0) {
            return found ? without(place) : this;
        }
        double bad = found ? sums[2 * place] : 0;
        double good = found ? sums[2 * place + 1] : 0;
        short[] changed = Arrays.copyOf(tens, found ? tens.length : tens.length + 1);
        double[] changedSums = Arrays.copyOf(sums, 2 * changed.length);
        if (!found) {
            System.arraycopy(tens, place, changed, place + 1, tens.length - place);
            System.arraycopy(sums, 2 * place, changedSums, 2 * place + 2, sums.length - 2 * place);
        }
        changed[place] = ten(index, Math.min(MOST_MEMBERS, members));
        changedSums[2 * place] = Math.max(0, bad - before.bad() + after.bad());
        changedSums[2 * place + 1] = Math.max(0, good - before.good() + after.good());
        return new BlockPage(changed, changedSums);
    }

    private BlockPage without(int place) {
        if (tens.length == 1) {
            return EMPTY;
        }
        short[] changed = Arrays.copyOf(tens, tens.length - 1);
        double[] changedSums = Arrays.copyOf(sums, 2 * changed.length);
        System.arraycopy(tens, place + 1, changed, place, changed.length - place);
        System.arraycopy(sums, 2 * place + 2, changedSums, 2 * place, changedSums.length - 2 * place);
        return new BlockPage(changed, changedSums);
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
        int[] places = new int[tens.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = index(i);
        }
        return places;
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
        for (int i = place(first); i < tens.length && index(i) < end; i++) {
            bad += sums[2 * i];
            good += sums[2 * i + 1];
            members += members(i);
        }
        return members == 0 ? Sum.ZERO : new Sum(bad, good, members);
    }

    /** Where the first ten from {@code index} on lies. */
    private int place(int index) {
        int low = 0;
        int high = tens.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index(middle) < index) {
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
        for (int i = 0; i < tens.length; i++) {
            out.count(index(i) - next);
            out.octet(members(i));
            out.number(sums[2 * i]);
            out.number(sums[2 * i + 1]);
            next = index(i) + 1;
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
        short[] tens = new short[in.count(MOST_TENS)];
        double[] sums = new double[2 * tens.length];
        int next = 0;
        for (int i = 0; i < tens.length; i++) {
            int index = next + in.count(MOST_TENS - 1 - next);
            int members = in.octet(MOST_MEMBERS);
            if (members == 0) {
                throw new IllegalArgumentException("a ten without members");
            }
            tens[i] = ten(index, members);
            sums[2 * i] = in.number();
            sums[2 * i + 1] = in.number();
            next = index + 1;
        }
        in.end();
        return tens.length == 0 ? EMPTY : new BlockPage(tens, sums);
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
            double scale = tolerance * Math.max(sums[2 * i] + sums[2 * i + 1], Double.MIN_NORMAL);
            if (tens[i] != other.tens[i]
                    || Math.abs(sums[2 * i] - other.sums[2 * i]) > scale
                    || Math.abs(sums[2 * i + 1] - other.sums[2 * i + 1]) > scale) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockPage page && Arrays.equals(tens, page.tens) && Arrays.equals(sums, page.sums);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tens) + Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return "BlockPage[tens=" + tens.length + ", members=" + all.members + "]";
    }
}

package org.zhenhao.feed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Codes ascending numbers with their marks in blocks of 256: distances and ranks of marks in Rice codes, whose parameters each
 * block chooses for itself, so that crowded blocks cost little. Not thread-safe.
 */
final class Blocks256 {
    static final int SIZE = 256;

    private static final int WIDEST = 40;

    /** The first number of a block, and where in the bytes it begins. */
    record Start(long first, int offset) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Start> starts = new ArrayList<>();
    private final long[] numbers = new long[SIZE];
    private final int[] ranks = new int[SIZE];
    private final boolean marked;
    private int pending;
    private long count;

    /** Begins; without marks, all ranks are left out. */
    Blocks256(boolean marked) {
        this.marked = marked;
    }

    void add(long number, int rank) {
        numbers[pending] = number;
        ranks[pending++] = rank;
        count++;
        if (pending == SIZE) {
            flush();
        }
    }

    long count() {
        return count;
    }

    List<Start> starts() {
        flush();
        return starts;
    }

    byte[] bytes() {
        flush();
        return out.toByteArray();
    }

    private void flush() {
        if (pending == 0) {
            return;
        }
        starts.add(new Start(numbers[0], out.size()));
        long[] distances = new long[pending - 1];
        long[] marks = new long[pending];
        for (int i = 0; i < pending; i++) {
            marks[i] = ranks[i];
            if (i > 0) {
                distances[i - 1] = numbers[i] - numbers[i - 1] - 1;
            }
        }
        int distanceBits = parameter(distances);
        int markBits = marked ? parameter(marks) : 0;
        out.write(distanceBits);
        out.write(markBits);
        BitWriter bits = new BitWriter(out);
        for (int i = 0; i < pending; i++) {
            if (i > 0) {
                bits.rice(distances[i - 1], distanceBits);
            }
            if (marked) {
                bits.rice(ranks[i], markBits);
            }
        }
        bits.end();
        pending = 0;
    }

    /** The parameter that costs least; costs fall and then rise around the logarithm of the mean. */
    private static int parameter(long[] values) {
        double sum = 0;
        for (long value : values) {
            sum += value;
        }
        double mean = values.length == 0 ? 0 : sum / values.length;
        int guess = mean < 1 ? 0 : (int) (Math.log(mean) / Math.log(2));
        int best = 0;
        long least = Long.MAX_VALUE;
        // Outliers pull the mean up, so that most of the search is below it.
        for (int k = Math.max(0, guess - 8); k <= Math.min(WIDEST, guess + 1); k++) {
            long cost = 0;
            for (long value : values) {
                cost += BitWriter.cost(value, k);
            }
            if (cost < least) {
                least = cost;
                best = k;
            }
        }
        return best;
    }
}

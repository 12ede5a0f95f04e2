package org.zhenhao.campaign;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Marks and the reports that left them, 17 bytes each. Not thread-safe. */
final class Marks {
    private long[] reports = new long[1_024];
    private byte[] kinds = new byte[1_024];
    private long[] marks = new long[1_024];
    private int size;

    void add(long report, int kind, long mark) {
        if (size == reports.length) {
            reports = Arrays.copyOf(reports, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
        }
        reports[size] = report;
        kinds[size] = (byte) kind;
        marks[size++] = mark;
    }

    int size() {
        return size;
    }

    long report(int place) {
        return reports[place];
    }

    Trace trace(int place) {
        return new Trace(Trace.Kind.ofCode(kinds[place]), marks[place]);
    }

    /** Takes away the marks of the report whose marks came last. */
    void dropLast() {
        long last = reports[size - 1];
        while (size > 0 && reports[size - 1] == last) {
            size--;
        }
    }

    /**
     * The marks that so many of these could be: most were left once or twice and link nothing, whatever else their reports
     * say.
     *
     * @param people how many reports it takes that tell of a case or of texts alike; of a signature it takes two
     */
    Marks shared(int people) {
        Likeness likeness = Likeness.of(of(Trace.Kind.TEXT));
        long[][] often = new long[Trace.Kind.values().length][];
        for (Trace.Kind kind : Trace.Kind.values()) {
            int least = kind == Trace.Kind.SIGNATURE ? Linker.LEAST : people;
            LongStream like = kind == Trace.Kind.TEXT ? of(kind).map(likeness::root) : of(kind);
            often[kind.ordinal()] = often(like.sorted().toArray(), least);
        }
        Marks shared = new Marks();
        for (int i = 0; i < size; i++) {
            Trace.Kind kind = Trace.Kind.ofCode(kinds[i]);
            long like = kind == Trace.Kind.TEXT ? likeness.root(marks[i]) : marks[i];
            if (Arrays.binarySearch(often[kind.ordinal()], like) >= 0) {
                shared.add(reports[i], kinds[i], marks[i]);
            }
        }
        return shared;
    }

    private LongStream of(Trace.Kind kind) {
        return IntStream.range(0, size)
                .filter(place -> kinds[place] == kind.code())
                .mapToLong(place -> marks[place]);
    }

    /** Those among sorted values that stand there so many times. */
    private static long[] often(long[] sorted, int least) {
        return IntStream.range(least - 1, sorted.length)
                .filter(place -> sorted[place] == sorted[place - least + 1])
                .mapToLong(place -> sorted[place])
                .distinct()
                .toArray();
    }
}

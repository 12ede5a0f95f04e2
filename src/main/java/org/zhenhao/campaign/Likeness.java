package org.zhenhao.campaign;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Which fingerprints of texts are alike: of each set of texts that follow from one another by small changes, the least
 * fingerprint stands for all. Not changed once made; thread-safe.
 */
final class Likeness {
    /** One more than the bits that may differ, so that one band at least is equal. */
    private static final int BANDS = TextMarks.NEAR + 1;

    private static final int BAND_BITS = 6;
    private static final int MOST = 50_000;

    private final long[] marks;
    /** Of each mark the place of one that is alike and not greater, up to the one that stands for all. */
    private final int[] parents;

    private Likeness(long[] marks) {
        this.marks = marks;
        this.parents = new int[marks.length];
        Arrays.setAll(parents, place -> place);
    }

    /** That of some fingerprints, in any order and as often as they come; of more than 50,000, the least are compared. */
    static Likeness of(LongStream fingerprints) {
        Likeness likeness =
                new Likeness(fingerprints.sorted().distinct().limit(MOST).toArray());
        for (int band = 0; band < BANDS; band++) {
            likeness.join(likeness.byBand(band), band);
        }
        Arrays.setAll(likeness.parents, likeness::stands);
        return likeness;
    }

    /** The fingerprint that stands for this one; itself if it is not known. */
    long root(long mark) {
        int place = Arrays.binarySearch(marks, mark);
        return place < 0 ? mark : marks[parents[place]];
    }

    /** The place that stands for another's set (Tarjan's disjoint sets, with the paths halved). */
    private int stands(int place) {
        int root = place;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** Joins those that are alike among marks in the order of a band. */
    private void join(int[] places, int band) {
        int from = 0;
        for (int at = 1; at < places.length; at++) {
            long mark = marks[places[at]];
            if (band(mark, band) != band(marks[places[from]], band)) {
                from = at;
            }
            for (int other = from; other < at; other++) {
                if (Long.bitCount(mark ^ marks[places[other]]) <= TextMarks.NEAR) {
                    join(stands(places[other]), stands(places[at]));
                }
            }
        }
    }

    private void join(int one, int other) {
        parents[Math.max(one, other)] = Math.min(one, other);
    }

    private static int band(long mark, int band) {
        return (int) (mark >>> band * BAND_BITS) & (1 << BAND_BITS) - 1;
    }

    /** The places of all marks, those with equal bits in a band side by side. */
    private int[] byBand(int band) {
        int[] ends = new int[(1 << BAND_BITS) + 1];
        for (long mark : marks) {
            ends[band(mark, band) + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] ordered = new int[marks.length];
        for (int place = 0; place < marks.length; place++) {
            ordered[ends[band(marks[place], band)]++] = place;
        }
        return ordered;
    }
}

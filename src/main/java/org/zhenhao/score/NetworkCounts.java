package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many reporters of one network spoke for or against a number, decayed; bounded in size.
 *
 * <p>A count that has decayed below {@link #GONE} reads as nothing, so whether and when it is dropped changes no result.
 * Only when the table is full of counts that still matter do the oldest make room. That happens at the same point of the
 * same sequence of opinions, whether the sequence is taken at once or from a checkpoint: what is pruned early would have been
 * pruned before any count is judged by its age.
 */
final class NetworkCounts {
    static final int MOST = 512;

    /** How many oldest counts make room at once, so that a number reported from everywhere need not look for one each time. */
    private static final int EVICTED_AT_ONCE = 128;

    private static final double GONE = 1.0 / 64;

    private record Key(long network, boolean negative) {}

    private record Count(double value, long at) {}

    private final double halfLife;
    private final Map<Key, Count> counts;

    NetworkCounts(double halfLifeDays) {
        this(halfLifeDays, new HashMap<>());
    }

    private NetworkCounts(double halfLife, Map<Key, Count> counts) {
        this.halfLife = halfLife;
        this.counts = counts;
    }

    NetworkCounts copy() {
        return new NetworkCounts(halfLife, new HashMap<>(counts));
    }

    /** Counts one more reporter at {@code at}, which is never before an earlier call's, and answers the count before him. */
    double next(long network, boolean negative, long at) {
        Key key = new Key(network, negative);
        double before = value(counts.get(key), at);
        if (counts.size() >= MOST && !counts.containsKey(key)) {
            makeRoom(at);
        }
        counts.put(key, new Count(before + 1, at));
        return before;
    }

    /** Drops what reads as nothing from {@code at} on. */
    void prune(long at) {
        counts.values().removeIf(count -> value(count, at) == 0);
    }

    private void makeRoom(long at) {
        prune(at);
        if (counts.size() >= MOST) {
            for (Map.Entry<Key, Count> oldest : sorted(ByAge.INSTANCE).subList(0, EVICTED_AT_ONCE)) {
                counts.remove(oldest.getKey());
            }
        }
    }

    private double value(@Nullable Count count, long at) {
        double value = count == null ? 0 : count.value * Decay.left(at - count.at, halfLife);
        return value < GONE ? 0 : value;
    }

    private List<Map.Entry<Key, Count>> sorted(Comparator<Map.Entry<Key, Count>> order) {
        List<Map.Entry<Key, Count>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(order);
        return entries;
    }

    void write(ByteWriter out) {
        out.count(counts.size());
        for (Map.Entry<Key, Count> entry : sorted(ByKey.INSTANCE)) {
            out.fixed(entry.getKey().network);
            out.flag(entry.getKey().negative);
            out.number(entry.getValue().value);
            out.time(entry.getValue().at);
        }
    }

    static NetworkCounts read(ByteReader in, double halfLifeDays) {
        NetworkCounts read = new NetworkCounts(halfLifeDays);
        int size = in.count(MOST);
        for (int i = 0; i < size; i++) {
            Key key = new Key(in.fixed(), in.flag());
            read.counts.put(key, new Count(in.number(), in.time()));
        }
        return read;
    }

    private static final class ByKey {
        static final Comparator<Map.Entry<Key, Count>> INSTANCE = Comparator.<Map.Entry<Key, Count>>comparingLong(
                        entry -> entry.getKey().network)
                .thenComparing(entry -> entry.getKey().negative);
    }

    private static final class ByAge {
        static final Comparator<Map.Entry<Key, Count>> INSTANCE = Comparator.<Map.Entry<Key, Count>>comparingLong(
                        entry -> entry.getValue().at)
                .thenComparing(ByKey.INSTANCE);
    }
}

package org.zhenhao.feed;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different marks of a list, the most frequent first, so that frequent ones get small ranks. Not thread-safe. */
final class MarkTable {
    private static final int MOST = 0xffff;

    private final Map<Integer, long[]> counts = new HashMap<>();
    private final Map<Integer, Integer> ranks = new HashMap<>();
    private List<Integer> ranked = List.of();

    void count(int mark) {
        counts.computeIfAbsent(mark, unseen -> new long[1])[0]++;
    }

    /** Ends the counting. */
    void rank() {
        ranked = counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, long[]>>comparingLong(entry -> -entry.getValue()[0])
                        .thenComparing(entry -> entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (ranked.size() > MOST) {
            throw new IllegalStateException("too many different marks");
        }
        for (int i = 0; i < ranked.size(); i++) {
            ranks.put(ranked.get(i), i);
        }
    }

    int rankOf(int mark) {
        Integer rank = ranks.get(mark);
        if (rank == null) {
            throw new IllegalStateException("a mark was not counted");
        }
        return rank;
    }

    List<Integer> marks() {
        return ranked;
    }
}

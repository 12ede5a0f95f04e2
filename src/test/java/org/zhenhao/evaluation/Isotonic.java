package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The best rising map from scores to probabilities (pool adjacent violators), which makes rules comparable that give none. */
final class Isotonic {
    private final double[] scores;
    private final double[] values;

    Isotonic(List<Figures.Scored> sample) {
        List<Figures.Scored> sorted = new ArrayList<>(sample);
        sorted.sort(Comparator.comparingDouble(Figures.Scored::score));
        List<double[]> pools = new ArrayList<>();
        for (Figures.Scored one : sorted) {
            double[] last = pools.isEmpty() ? null : pools.get(pools.size() - 1);
            double hit = one.unwanted() ? 1 : 0;
            if (last != null && last[0] == one.score()) {
                last[1] += hit;
                last[2]++;
            } else {
                pools.add(new double[] {one.score(), hit, 1});
            }
        }
        List<double[]> merged = new ArrayList<>();
        for (double[] pool : pools) {
            double[] next = pool;
            while (!merged.isEmpty() && mean(merged.get(merged.size() - 1)) >= mean(next)) {
                double[] before = merged.remove(merged.size() - 1);
                next = new double[] {before[0], before[1] + next[1], before[2] + next[2]};
            }
            merged.add(next);
        }
        scores = merged.stream().mapToDouble(pool -> pool[0]).toArray();
        values = merged.stream().mapToDouble(Isotonic::mean).toArray();
    }

    private static double mean(double[] pool) {
        return pool[1] / pool[2];
    }

    Figures.Scored calibrate(Figures.Scored scored) {
        int at = Arrays.binarySearch(scores, scored.score());
        int place = Math.max(0, at < 0 ? -2 - at : at);
        return new Figures.Scored(values[place], scored.bad(), scored.unwanted());
    }
}

package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scores against what came true: ranking and calibration. */
final class Figures {
    private static final int BINS = 20;

    /**
     * One scored call.
     *
     * @param score what was said before
     * @param bad whether it is what the score should find
     * @param unwanted whether the called person did not want it
     */
    record Scored(double score, boolean bad, boolean unwanted) {}

    private final List<Scored> sorted;
    private final double positives;
    private final double negatives;

    Figures(List<Scored> scored) {
        sorted = new ArrayList<>(scored);
        sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
        positives = sorted.stream().filter(Scored::bad).count();
        negatives = sorted.size() - positives;
    }

    int size() {
        return sorted.size();
    }

    /** Area under the ROC curve, ties counted half. */
    double auc() {
        double area = 0;
        double hits = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = tie(i);
            double bad = bad(i, end);
            area += (end - i - bad) * (hits + bad / 2);
            hits += bad;
            i = end;
        }
        return area / (positives * negatives);
    }

    /** Average precision. */
    double precisionRecallArea() {
        double area = 0;
        double hits = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = tie(i);
            double bad = bad(i, end);
            hits += bad;
            area += bad / positives * (hits / end);
            i = end;
        }
        return area;
    }

    /** Share of the bad found while at most this share of the others is. */
    double recallAt(double falsePositives) {
        return counts(falsePositives)[0] / positives;
    }

    /** Share of bad ones among those found there. */
    double precisionAt(double falsePositives) {
        double[] counts = counts(falsePositives);
        return counts[0] + counts[1] == 0 ? Double.NaN : counts[0] / (counts[0] + counts[1]);
    }

    private double[] counts(double falsePositives) {
        double hits = 0;
        double alarms = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = tie(i);
            double bad = bad(i, end);
            if (alarms + end - i - bad > falsePositives * negatives) {
                break;
            }
            hits += bad;
            alarms += end - i - bad;
            i = end;
        }
        return new double[] {hits, alarms};
    }

    /** Mean squared error against what people wanted. */
    double brier() {
        double sum = 0;
        for (Scored one : sorted) {
            double error = one.score - (one.unwanted ? 1 : 0);
            sum += error * error;
        }
        return sum / sorted.size();
    }

    /** Expected calibration error over twenty bins of equal width. */
    double calibrationError() {
        double sum = 0;
        for (double[] bin : bins()) {
            sum += Math.abs(bin[1] - bin[2]);
        }
        return sum / sorted.size();
    }

    /** For each bin of equal width: calls, sum of scores, unwanted calls. */
    double[][] bins() {
        double[][] bins = new double[BINS][3];
        for (Scored one : sorted) {
            double[] bin = bins[Math.min(BINS - 1, (int) (one.score * BINS))];
            bin[0]++;
            bin[1] += one.score;
            bin[2] += one.unwanted ? 1 : 0;
        }
        return bins;
    }

    private int tie(int from) {
        int end = from + 1;
        while (end < sorted.size() && sorted.get(end).score == sorted.get(from).score) {
            end++;
        }
        return end;
    }

    private double bad(int from, int end) {
        double bad = 0;
        for (int i = from; i < end; i++) {
            bad += sorted.get(i).bad ? 1 : 0;
        }
        return bad;
    }
}

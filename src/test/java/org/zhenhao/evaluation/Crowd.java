package org.zhenhao.evaluation;

import java.util.Arrays;
import org.zhenhao.score.Category;

/** The people who report: how often, how well, from where. */
final class Crowd {
    private static final int TYPES = 5;
    private static final double[] SHARE = {0.20, 0.45, 0.20, 0.10, 0.05};
    private static final double[] BAD_CALLED_GOOD = {0.02, 0.05, 0.15, 0.03, 0.45};
    private static final double[] GOOD_CALLED_BAD = {0.10, 0.30, 0.55, 0.95, 0.50};
    private static final double WRONG_CATEGORY = 0.25;
    private static final double LATER = 0.6;
    private static final double PICK_WIDTH = 1 << 30;

    private final Dice dice;
    private final int[] type;
    private final double[] joined;
    private final long[] network;
    private final double[] cumulated;
    private final long[] networks;
    private final double[] networkCumulated;
    private final double carelessness;

    Crowd(Dice dice, int size, double days) {
        this.dice = dice;
        // Worlds differ in how much noise there is, so that nothing is fitted to one crowd.
        carelessness = dice.between(0.4, 1.0);
        type = new int[size];
        joined = new double[size];
        network = new long[size];
        cumulated = new double[size];
        networks = new long[Math.max(50, size / 15)];
        networkCumulated = new double[networks.length];
        double sum = 0;
        for (int i = 0; i < networks.length; i++) {
            networks[i] = dice.bits() | 1;
            sum += 1.0 / Math.pow(i + 10, 0.9);
            networkCumulated[i] = sum;
        }
        sum = 0;
        for (int i = 0; i < size; i++) {
            double draw = dice.share();
            for (int t = 0; t < TYPES - 1 && draw >= SHARE[t]; t++) {
                draw -= SHARE[t];
                type[i]++;
            }
            joined[i] = dice.chance(LATER) ? dice.between(0, days) : 0;
            network[i] = network();
            sum += dice.lognormal(1, 1.2);
            cumulated[i] = sum;
        }
    }

    /** A network as people use them: few have many users. */
    long network() {
        return networks[pick(networkCumulated)];
    }

    /** Somebody who has joined by that day; the active ones more often. */
    int anybody(double day) {
        int who;
        do {
            who = pick(cumulated);
        } while (joined[who] > day);
        return who;
    }

    private int pick(double[] sums) {
        int at = Arrays.binarySearch(sums, dice.below((int) PICK_WIDTH) / PICK_WIDTH * sums[sums.length - 1]);
        return Math.min(sums.length - 1, at < 0 ? -1 - at : at);
    }

    /** Where he is today: mostly at home. */
    long networkOf(int who) {
        return dice.chance(0.8) ? network[who] : network();
    }

    /** A pseudonym. */
    long pseudonym(int who) {
        return (who + 1) * 0x9e3779b97f4a7c15L;
    }

    /** What he says of a call. */
    Category says(int who, boolean unwanted, Category truth) {
        boolean negative = unwanted
                ? !dice.chance(carelessness * BAD_CALLED_GOOD[type[who]])
                : dice.chance(carelessness * GOOD_CALLED_BAD[type[who]]);
        if (!negative) {
            return Category.LEGITIMATE;
        }
        if (!unwanted || dice.chance(WRONG_CATEGORY)) {
            return Category.ofCode(1 + dice.below(Category.COUNT - 1));
        }
        return truth;
    }
}

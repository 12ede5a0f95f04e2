package org.zhenhao.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;

/**
 * The evidence on a number computed plainly from all its stored reports, by the rules as they are written down and with the
 * library's powers: shares nothing with the model's own way of keeping sums.
 */
final class PlainTally {
    private static final double DAY = 86_400;

    private final Map<String, Double> settings = new HashMap<>();
    private final double[] mass = new double[Category.COUNT];
    private final Map<String, double[]> networks = new HashMap<>();
    private double newBad;
    private double newGood;
    private double burst;
    private long last = -1;

    PlainTally(Policy policy, List<Opinion> stored, long now) {
        policy.toMap().forEach((name, value) -> settings.put(name, Double.parseDouble(value)));
        Comparator<Opinion> order = Comparator.<Opinion>naturalOrder().thenComparingLong(Opinion::reporter);
        Map<Long, Opinion> newest = new HashMap<>();
        for (Opinion opinion : stored) {
            newest.merge(opinion.reporter(), opinion, (a, b) -> order.compare(a, b) > 0 ? a : b);
        }
        List<Opinion> sorted = new ArrayList<>(newest.values());
        sorted.sort(order);
        for (Opinion opinion : sorted) {
            if (opinion.state() == Opinion.State.LIVE) {
                decay(opinion.at());
                take(opinion);
            } else if (opinion.state() == Opinion.State.OVERRULED
                    && opinion.tier().personal()) {
                count(opinion);
            }
        }
        decay(Math.max(now, last));
    }

    double bad() {
        double sum = newBad;
        for (int c = 1; c < Category.COUNT; c++) {
            sum += mass[c];
        }
        return sum;
    }

    double good() {
        return mass[0] + newGood;
    }

    private double setting(String name) {
        return settings.getOrDefault(name, Double.NaN);
    }

    private static double left(double seconds, double days) {
        return Math.pow(0.5, seconds / (days * DAY));
    }

    private void decay(long at) {
        if (last >= 0) {
            for (Category category : Category.values()) {
                mass[category.code()] *= left(at - last, setting("half-life." + category.wire()));
            }
            newBad *= left(at - last, setting("half-life.probation"));
            newGood *= left(at - last, setting("half-life.probation"));
            burst *= left(at - last, setting("half-life.burst-hours") / 24);
        }
        last = at;
    }

    /** How many of the opinion's network spoke before it, decayed; what is below a sixty-fourth is forgotten. */
    private double count(Opinion opinion) {
        String key = opinion.network() + "/" + opinion.category().negative();
        double[] before = networks.getOrDefault(key, new double[] {0, opinion.at()});
        double value = before[0] * left(opinion.at() - before[1], setting("half-life.network"));
        value = value < 1.0 / 64 ? 0 : value;
        networks.put(key, new double[] {value + 1, opinion.at()});
        return value;
    }

    private void take(Opinion opinion) {
        boolean negative = opinion.category().negative();
        double weight = opinion.weight();
        boolean young = opinion.tier() == Opinion.Tier.NEW;
        if (opinion.tier().personal()) {
            weight *= Math.pow(0.5, count(opinion) * setting("weight.network-halvings"));
            weight *= Math.min(1, setting("weight.burst-free") / (1 + burst));
            burst++;
        }
        if (young && negative) {
            weight *= Math.max(0, 1 - newBad / setting("cap.new-reporters"));
            newBad += weight;
        } else if (young) {
            weight *= Math.max(0, 1 - newGood / setting("cap.new-reporters-good"));
            newGood += weight;
        }
        mass[opinion.category().code()] += young ? weight * setting("weight.new-reporter-category-share") : weight;
        double established = bad() - newBad;
        if (established > setting("cap.bad")) {
            for (int c = 1; c < Category.COUNT; c++) {
                mass[c] *= setting("cap.bad") / established;
            }
        }
        mass[0] = Math.min(mass[0], setting("cap.good"));
    }
}

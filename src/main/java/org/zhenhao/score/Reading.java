package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tally's sums at one moment. */
final class Reading {
    /** Below this, evidence says nothing about the mix of categories. */
    private static final double LEAST_EVIDENCE = 0.01;

    private static final double LEAST_SHARE = 0.005;

    private final double[] mass;
    private final double established;
    private final double newBad;
    private final double newGood;
    private final double surge;

    Reading(double[] mass, double established, double newBad, double newGood, double surge) {
        this.mass = mass;
        this.established = established;
        this.newBad = newBad;
        this.newGood = newGood;
        this.surge = surge;
    }

    /** Evidence of reporters with a track record that contacts are unwanted. */
    double established() {
        return established;
    }

    /** All evidence that contacts are unwanted. */
    double bad() {
        return established + newBad;
    }

    /** All evidence that they are not. */
    double good() {
        return mass[0] + newGood;
    }

    /** Evidence of the last days that contacts are unwanted. */
    double surge() {
        return surge;
    }

    /** The evidence of each category, the greatest first; but for what new reporters say, of which a small share is in it. */
    Map<Category, Double> masses() {
        List<Category> order = new ArrayList<>(List.of(Category.values()));
        order.sort((a, b) -> Double.compare(mass[b.code()], mass[a.code()]));
        Map<Category, Double> masses = new LinkedHashMap<>();
        order.forEach(category -> masses.put(category, mass[category.code()]));
        return masses;
    }

    /** The greatest category among those that say unwanted, null if there is none. */
    @Nullable
    Category worst() {
        int worst = 1;
        for (int c = 2; c < Category.COUNT; c++) {
            if (mass[c] > mass[worst]) {
                worst = c;
            }
        }
        return mass[worst] > 0 ? Category.ofCode(worst) : null;
    }

    /** What the evidence says in one word: legitimate unless what speaks against the number outweighs it; null without evidence. */
    @Nullable
    Category prevailing() {
        if (bad() + good() < LEAST_EVIDENCE) {
            return null;
        }
        return bad() > good() ? worst() : Category.LEGITIMATE;
    }

    /** The share of each category, in falling order; adds up to 1, or is empty without evidence. */
    Map<Category, Double> shares() {
        double bad = established > 0 ? bad() : 0;
        double all = bad + good();
        if (all < LEAST_EVIDENCE) {
            return Map.of();
        }
        record Share(Category category, double part) {}
        List<Share> shares = new ArrayList<>(4);
        double kept = 0;
        for (int c = 0; c < Category.COUNT; c++) {
            double part = (c == 0 ? good() : established > 0 ? mass[c] / established * bad : 0) / all;
            if (part >= LEAST_SHARE) {
                shares.add(new Share(Category.ofCode(c), part));
                kept += part;
            }
        }
        shares.sort((a, b) -> Double.compare(b.part, a.part));
        Map<Category, Double> ordered = new LinkedHashMap<>();
        for (Share share : shares) {
            ordered.put(share.category, share.part / kept);
        }
        return Collections.unmodifiableMap(ordered);
    }
}

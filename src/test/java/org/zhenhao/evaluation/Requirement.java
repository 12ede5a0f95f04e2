package org.zhenhao.evaluation;

import java.util.List;

/**
 * A bound that a figure has to keep at a cut.
 *
 * @param figure name of the figure
 * @param text the bound as people read it
 * @param at71 bound on day 71, NaN if none
 * @param at100 the same on day 100
 * @param at120 the same on day 120
 * @param least whether it is a lower bound
 */
record Requirement(String figure, String text, double at71, double at100, double at120, boolean least) {
    static final List<Requirement> ALL = List.of(
            least("auc", 0.88, 0.88, 0.88),
            least("prauc", 0.82, 0.82, 0.82),
            least("tpr_at_half_percent_fpr", 0.20, 0.35, 0.35),
            most("brier", 0.145, 0.145, 0.145),
            most("ece", 0.12, 0.12, 0.12),
            least("warned_bad", 0.55, 0.65, 0.65),
            most("warned_good", 0.075, 0.075, 0.075),
            least("high_bad", 0.10, 0.10, 0.10),
            most("high_good", 0.006, 0.006, 0.006),
            least("high_precision", 0.95, 0.95, 0.95),
            least("unseen_auc", 0.75, 0.75, 0.75),
            least("unseen_collector_warned", 0.05, 0.15, 0.15),
            most("unseen_collector_high", 0, 0, 0),
            most("neighbour_high", 0, 0, 0),
            most("neighbour_warned", 0.45, 0.45, 0.45),
            most("official_accused", 0, 0, 0),
            most("official_verify", 0.10, 0.10, 0.10),
            most("sybil_official_warned", 0, 0, 0),
            most("sybil_smear_warned", 0.25, 0.25, 0.25),
            most("sybil_smear_high", 0, 0, 0),
            least("whitewash_warned", 0.75, 0.75, 0.75),
            most("slow_drip_warned", Double.NaN, 0.20, 0),
            most("replay_warned", 0.85, 0.15, 0.15),
            most("replay_high", 0, 0, 0),
            most("recycled_warned", Double.NaN, 0.05, 0.05),
            least("stuffing_top_category_right", Double.NaN, 0.90, 0.90),
            most("control_warned", 0.08, 0.08, 0.08));

    private static Requirement least(String figure, double at71, double at100, double at120) {
        return new Requirement(figure, text("≥", at71, at100, at120), at71, at100, at120, true);
    }

    private static Requirement most(String figure, double at71, double at100, double at120) {
        return new Requirement(figure, text("≤", at71, at100, at120), at71, at100, at120, false);
    }

    private static String text(String sign, double at71, double at100, double at120) {
        String first = Double.isNaN(at71) ? "–" : sign + ' ' + Tables.plain(at71);
        if (at71 == at100 && at100 == at120) {
            return first;
        }
        return first + " / " + sign + ' ' + Tables.plain(at100)
                + (at100 == at120 ? "" : " / " + sign + ' ' + Tables.plain(at120));
    }

    double bound(int cut) {
        return cut == Trial.CUTS[0] ? at71 : cut == Trial.CUTS[1] ? at100 : at120;
    }

    boolean keeps(int cut, double value) {
        double bound = bound(cut);
        return Double.isNaN(bound) || (least ? value >= bound : value <= bound);
    }
}

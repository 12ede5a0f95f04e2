package org.zhenhao.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model makes of the evidence at one moment.
 *
 * @param risk calibrated probability that the next contact is unwanted, 0 to 1
 * @param confidence how much evidence stands behind it, 0 to 1
 * @param level the risk in one word
 * @param action advice for a dialer
 * @param category the greatest category among those that say unwanted, or legitimate unless they outweigh it together;
 *     null without direct evidence
 * @param shares share of each category in the evidence, in falling order; they add up to 1, or the map is empty
 * @param block the block that was shown to matter, if any
 * @param spoofSuspected whether calls showing this number are probably forged
 * @param reasons what moved the score, the strongest first
 */
public record Assessment(
        double risk,
        double confidence,
        Level level,
        Action action,
        @Nullable Category category,
        Map<Category, Double> shares,
        @Nullable BlockView block,
        boolean spoofSuspected,
        List<Reason> reasons) {

    /**
     * A block around the number.
     *
     * @param prefix leading digits that its numbers share
     * @param risk risk of a number of this block that nobody reported, 0 to 1
     * @param numbers how many of its numbers have live reports
     */
    public record BlockView(String prefix, double risk, int numbers) {}

    /**
     * One thing that moved the score.
     *
     * @param code stable snake_case code
     * @param arguments values for the text, in the order its template takes them
     */
    public record Reason(String code, List<String> arguments) {}
}

package org.zhenhao.score;

import java.util.List;

/**
 * What a score is made of, in the model's own terms.
 *
 * @param prior what is believed before any report on the number itself
 * @param weights the number's own reports, decayed and reduced
 * @param storedLevel the level at the latest contact, from which hysteresis goes on
 * @param raw uncalibrated probability, 0 to 1
 * @param risk calibrated probability, 0 to 1
 * @param change what would change the level
 */
public record Explanation(Prior prior, Weights weights, Level storedLevel, double raw, double risk, Change change) {

    /**
     * What is believed before any report on the number itself.
     *
     * @param probability 0 to 1
     * @param strength how many reports it is worth
     * @param blocks the blocks around the number, the widest first
     */
    public record Prior(double probability, double strength, List<Block> blocks) {}

    /**
     * A block around the number.
     *
     * @param prefix leading digits that its numbers share
     * @param numbers how many of them have live reports
     * @param bad decayed sum of members that are unwanted
     * @param good decayed sum of members that are not
     * @param probability the prior after this block and the wider ones
     */
    public record Block(String prefix, int numbers, double bad, double good, double probability) {}

    /**
     * The number's own reports.
     *
     * @param established evidence of reporters with a track record that contacts are unwanted
     * @param fresh the same of new reporters, who are capped together
     * @param good evidence that contacts are not unwanted
     * @param surge bad evidence of the last days
     * @param networks how many of 32 marks of networks are set
     */
    public record Weights(double established, double fresh, double good, double surge, int networks) {}

    /**
     * What would change the level.
     *
     * @param badToElevated further evidence that makes the number elevated, 0 if there is enough
     * @param badToHigh the same for high
     * @param goodToLow evidence of the opposite that makes an elevated number low
     * @param establishedForHigh evidence of reporters with a track record, without which nothing is high
     * @param networksForHigh networks without which nothing is high
     */
    public record Change(
            double badToElevated, double badToHigh, double goodToLow, double establishedForHigh, int networksForHigh) {}
}

package org.zhenhao.score;

import java.util.List;
import java.util.Map;

/**
 * What a score is made of, in the model's own terms. Names no reporter and no network; of bounded size.
 *
 * @param prior what is believed before any report on the number itself
 * @param tally what remains of the number's reports
 * @param reports the latest reports, the latest first, at most {@link #MOST_REPORTS}
 * @param unlisted how many reports are older than those
 * @param level the level now
 * @param raw uncalibrated probability, 0 to 1
 * @param risk calibrated probability, 0 to 1
 * @param changes what would change the level
 */
public record Explanation(
        Prior prior,
        Remains tally,
        List<Weighed> reports,
        int unlisted,
        Level level,
        double raw,
        double risk,
        List<Change> changes) {

    /** How many reports are listed. */
    public static final int MOST_REPORTS = 50;

    /**
     * What is believed before any report on the number itself.
     *
     * @param ofKind from the number's kind alone, 0 to 1
     * @param probability with the blocks, or from the registry, 0 to 1
     * @param strength how many reports it is worth
     * @param blocks the blocks around the number, the widest first
     * @param inherited by how much the campaign that it belongs to has lifted the probability; 0 without one
     */
    public record Prior(double ofKind, double probability, double strength, List<Block> blocks, double inherited) {}

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
     * What remains of the number's reports.
     *
     * @param established evidence of reporters with a track record that contacts are unwanted
     * @param fresh the same of new reporters, who are capped together
     * @param good evidence that contacts are not unwanted
     * @param surge bad evidence of the last days
     * @param networks how many of 32 marks of networks are set
     * @param categories evidence by category, but for that of new reporters, the greatest first
     * @param storedLevel the level at the latest contact, from which hysteresis goes on
     */
    public record Remains(
            double established,
            double fresh,
            double good,
            double surge,
            int networks,
            Map<Category, Double> categories,
            Level storedLevel) {}

    /**
     * What one report weighs and why.
     *
     * @param category what it says
     * @param at time of the contact, Unix seconds, cut to the hour
     * @param tier the reporter's standing when it was accepted
     * @param accepted its weight then
     * @param counted what it added to the evidence
     * @param left what is left of that
     * @param reductions why it weighs less than it might
     */
    public record Weighed(
            Category category,
            long at,
            Opinion.Tier tier,
            double accepted,
            double counted,
            double left,
            List<Reduction> reductions) {}

    /**
     * Why a report weighs less than it might.
     *
     * @param reason which rule
     * @param factor what it leaves of the weight, 0 to 1
     */
    public record Reduction(Reason reason, double factor) {}

    /** The rules that reduce a report's weight. */
    public enum Reason {
        /** Its reporter has no track record, or a poor one. */
        TRACK_RECORD,
        /** Others reported from the same network before. */
        SAME_NETWORK,
        /** Many reports came within the hour. */
        HOUR_BURST,
        /** Reporters without a track record are capped together. */
        PROBATION_CAP,
        /** Its reporter keeps reporting what others report too. */
        CO_REPORT_GUARD,
        /** Its reporter is held back. */
        QUARANTINE,
        /** Its reporter has said something else of the number later. */
        SUPERSEDED,
        /** Its reporter took it back. */
        WITHDRAWN,
        /** An appeal against it was upheld. */
        APPEAL,
        /** It is kept only as part of a sum with others of its age, from which it cannot be taken one by one. */
        CHECKPOINTED
    }

    /**
     * Something that would change the level, found by trying it out.
     *
     * @param way what has to happen
     * @param count how often, or for how many days
     * @param to the level that follows
     */
    public record Change(Way way, int count, Level to) {}

    /** What may happen to a number. */
    public enum Way {
        /** Reports of unwanted contacts, six hours apart, each by another new reporter from another network. */
        REPORTS_OF_NEW_REPORTERS,
        /** The same by reporters who have just got a track record. */
        REPORTS_OF_ESTABLISHED_REPORTERS,
        /** Reports of legitimate contacts by new reporters. */
        FRIENDLY_REPORTS_OF_NEW_REPORTERS,
        /** The same by reporters who have just got a track record. */
        FRIENDLY_REPORTS_OF_ESTABLISHED_REPORTERS,
        /** Days without any report in the widest block around the number. */
        DAYS_OF_SILENCE
    }
}

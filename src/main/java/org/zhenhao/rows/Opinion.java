package org.zhenhao.rows;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/**
 * What there is to say of a number besides what its digits tell, wherever it is known from.
 *
 * @param level the risk in one word
 * @param action advice for a dialer
 * @param score 0 to 100
 * @param confidence 0 to 1
 * @param category what prevails among the reports, null without reports
 * @param spoofed whether calls that show it are probably forged
 * @param counts its reports
 * @param block the block around it, null if nothing is known of that
 * @param registered whose number it officially is, null if nobody's
 * @param stale whether the store could not be asked
 * @param shared whether this same object answers for every number of its kind that nothing is known of; its columns are
 *     written once and copied
 */
public record Opinion(
        Level level,
        Action action,
        int score,
        double confidence,
        @Nullable Category category,
        boolean spoofed,
        Counts counts,
        @Nullable Block block,
        @Nullable Label registered,
        boolean stale,
        boolean shared) {

    /**
     * Live reports on a number.
     *
     * @param negative how many say unwanted
     * @param positive how many say the opposite
     * @param first Unix seconds of the first contact, 0 without reports
     * @param last of the last one
     */
    public record Counts(int negative, int positive, long first, long last) {
        /** No reports. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /**
     * A block around a number.
     *
     * @param prefix leading digits that its numbers share
     * @param score 0 to 100
     * @param numbers how many of its numbers have reports
     */
    public record Block(String prefix, int score, int numbers) {}
}

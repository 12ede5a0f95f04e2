package org.zhenhao.score;

/**
 * What a number inherits of the campaign it belongs to. It moves what is believed before the number's own reports, and no
 * more than half of the way: an inherited belief alone is below every threshold, and makes nobody {@link Level#HIGH}, which takes
 * established reporters of the number itself.
 *
 * @param share how firmly it is tied to the others, 0 to 1
 * @param others other numbers of the campaign
 * @param thirdParties whether people who do not know each other were contacted about one matter
 */
public record Inheritance(double share, int others, boolean thirdParties) {
    /** The most that is believed of a number for its company's sake, before calibration. */
    static final double MOST = 0.5;

    /** The probability that a contact is unwanted, before the number's own reports; never less than it was. */
    double lift(double probability) {
        double bounded = Math.min(1, Math.max(0, share));
        return Math.max(probability, probability + bounded * (MOST - probability));
    }
}

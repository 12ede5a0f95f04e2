package org.zhenhao.score;

/**
 * What one number adds to its blocks: sums in forward-decayed form, scaled to {@link BlockPage}'s landmark, so that they
 * add up and never need a rewrite as time passes.
 *
 * @param bad evidence that this member is unwanted
 * @param good evidence that it is not
 * @param counted whether the number has any live opinion, so that it counts as one of the block's reported numbers
 */
public record Member(double bad, double good, boolean counted) {
    /** A number nobody has reported. */
    public static final Member NONE = new Member(0, 0, false);
}

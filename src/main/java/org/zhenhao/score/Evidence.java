package org.zhenhao.score;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;

/**
 * Everything a score is made from, but for the time.
 *
 * @param number the number asked for
 * @param tally its tally, {@link Tally#EMPTY} if nobody reported it
 * @param page its block page, {@link BlockPage#EMPTY} if it has none
 * @param standing what the registry says of it
 * @param inheritance what it inherits of a campaign it belongs to, null if it belongs to none
 */
public record Evidence(
        ParsedNumber number,
        Tally tally,
        BlockPage page,
        Standing standing,
        @Nullable Inheritance inheritance) {
    /** Evidence on a number that belongs to no campaign. */
    public Evidence(ParsedNumber number, Tally tally, BlockPage page, Standing standing) {
        this(number, tally, page, standing, null);
    }

    /** The same evidence with what the number inherits. */
    public Evidence inheriting(@Nullable Inheritance inherited) {
        return new Evidence(number, tally, page, standing, inherited);
    }
}

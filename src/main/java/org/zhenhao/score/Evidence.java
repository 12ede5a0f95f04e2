package org.zhenhao.score;

import org.zhenhao.number.ParsedNumber;

/**
 * Everything a score is made from, but for the time.
 *
 * @param number the number asked for
 * @param tally its tally, {@link Tally#EMPTY} if nobody reported it
 * @param page its block page, {@link BlockPage#EMPTY} if it has none
 * @param standing what the registry says of it
 */
public record Evidence(ParsedNumber number, Tally tally, BlockPage page, Standing standing) {}

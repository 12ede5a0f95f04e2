package org.zhenhao.reputation;

import org.zhenhao.score.Evidence;

/**
 * What is known of a number.
 *
 * @param evidence what a score is made from
 * @param stale whether the store is down and this is what was known before
 * @param tier the slowest tier that had to be asked
 */
public record Found(Evidence evidence, boolean stale, Tier tier) {}

package org.zhenhao.trust;

import org.zhenhao.score.Opinion;

/**
 * What a report weighs, fixed at its acceptance and stored with it.
 *
 * @param weight before the number's own history reduces it, 0 to 1.2
 * @param tier how the reporter's standing lets it count
 * @param state live, or suppressed while its reporter is quarantined
 * @param chance the probability that the model gave to this opinion just before the report
 * @param partners how many of the number's last reporters seemed to act in concert with this one
 */
public record Ruling(double weight, Opinion.Tier tier, Opinion.State state, double chance, int partners) {}

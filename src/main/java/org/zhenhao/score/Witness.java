package org.zhenhao.score;

/**
 * A stored report with what was seen when it was weighed.
 *
 * @param opinion what it says and weighs
 * @param partners how many of the number's last reporters seemed to act in concert with its reporter
 */
public record Witness(Opinion opinion, int partners) {}

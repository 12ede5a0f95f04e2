package org.zhenhao.conduct;

import java.util.List;

/**
 * The facts of one report.
 *
 * @param reportId its id
 * @param numberId the number's id in the store
 * @param numberKey canonical number
 * @param reporter the reporter's pseudonym, 64 bits
 * @param network pseudonym of his network
 * @param at Unix second of the contact
 * @param facts what he tells, not empty
 */
public record ConductReport(
        long reportId,
        long numberId,
        String numberKey,
        long reporter,
        long network,
        long at,
        List<ConductFact> facts) {}

package org.zhenhao.score;

/**
 * How far a reporter is trusted, how his trust is learned, and when reporters are taken for colluding.
 *
 * @param agreements what every reporter starts with, in reports that were borne out
 * @param disagreements the same, in reports that were not
 * @param unitOdds odds of being right at which a report weighs 1
 * @param mostWeight what a report weighs at the most
 * @param establishedFrom judged reports, decayed, from which a reporter has a track record
 * @param recordDays half-life of the track record, days
 * @param judgedAfterDays days after the contact at which a report is judged
 * @param judgedFrom evidence of others, without which a report is not judged
 * @param judgedBadFrom risk without the report from which the number is clearly bad
 * @param judgedGoodTo risk without the report up to which it is clearly good
 * @param mostCredit what one agreement earns at the most
 * @param sharedNumbers other numbers two reporters must share to be partners in the guard's eyes
 * @param partners partners among a number's last reporters from which the guard acts
 * @param commonShare share of all reporters from which on it says nothing that two of them name the same number
 * @param smallPopulation reporters of a deployment below which that is looked at; among more, no number is so well known
 * @param guardHalvings how often each partner halves the weight
 * @param suspicionOwn suspicion that a guarded report earns its reporter
 * @param suspicionPartner suspicion that it earns each partner
 * @param suspicionDays half-life of suspicion, days
 * @param quarantineFrom suspicion from which a reporter is quarantined
 * @param quarantineTo suspicion below which the quarantine ends for new reports
 */
public record ReporterRule(
        double agreements,
        double disagreements,
        double unitOdds,
        double mostWeight,
        double establishedFrom,
        double recordDays,
        double judgedAfterDays,
        double judgedFrom,
        double judgedBadFrom,
        double judgedGoodTo,
        double mostCredit,
        int sharedNumbers,
        int partners,
        double commonShare,
        int smallPopulation,
        double guardHalvings,
        double suspicionOwn,
        double suspicionPartner,
        double suspicionDays,
        double quarantineFrom,
        double quarantineTo) {
    private static final double MOST_DAYS = 36_500;

    static ReporterRule read(PolicySource source) {
        ReporterRule rule = new ReporterRule(
                source.number("reporter.prior-agreements", 4, 0.1, 1000),
                source.number("reporter.prior-disagreements", 2, 0.1, 1000),
                source.number("reporter.unit-odds", 6, 1.01, 1e6),
                source.number("reporter.most-weight", Opinion.MOST_WEIGHT, 0, Opinion.MOST_WEIGHT),
                source.number("reporter.established-from", 2, 0, 1000),
                source.number("half-life.reporter", 180, 0.01, MOST_DAYS),
                source.number("judgement.after-days", 3, 0, 365),
                source.number("judgement.least-evidence", 0.5, 0, 100),
                source.number("judgement.bad-from", 0.42, 0, 1),
                source.number("judgement.good-to", 0.25, 0, 1),
                source.number("judgement.most-credit", 1, 0, 10),
                (int) source.number("guard.shared-numbers", 2, 1, ReporterRecord.MOST_RECENT),
                (int) source.number("guard.partners", 3, 1, 1000),
                source.number("guard.common-share", 0.25, 0.01, 1),
                (int) source.number("guard.small-population", 1000, 0, 100_000),
                source.number("guard.halvings", 1, 0, 10),
                source.number("guard.suspicion-own", 1, 0, 100),
                source.number("guard.suspicion-partner", 0.34, 0, 100),
                source.number("half-life.suspicion", 60, 0.01, MOST_DAYS),
                source.number("quarantine.from", 2, 0.01, 1e6),
                source.number("quarantine.to", 1, 0, 1e6));
        source.inOrder("judgement.good-to", "judgement.bad-from");
        source.inOrder("quarantine.to", "quarantine.from");
        return rule;
    }

    /** What a report of a reporter with this decayed track record weighs, 0 to {@link Opinion#MOST_WEIGHT}. */
    public double weight(double agreed, double disagreed) {
        double odds = (agreements + agreed) / (disagreements + disagreed);
        return Math.min(mostWeight, Math.max(0, StrictMath.log(odds) / StrictMath.log(unitOdds)));
    }
}

package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;

class InquiryTest {
    private static final Policy POLICY = Policy.standard();
    private static final Scorer SCORER = new Scorer(POLICY);
    private static final long T = 1_790_000_000L / 3_600 * 3_600;
    private static final long DAY = 86_400;
    private static final String NUMBER = "+8613812345678";

    private final List<Witness> witnesses = new ArrayList<>();

    private void says(int reporter, long network, Category category, long at, Opinion.Tier tier, Opinion.State state) {
        double weight = tier == Opinion.Tier.NEW ? POLICY.newReporterWeight() : 0.9;
        witnesses.add(
                new Witness(new Opinion(witnesses.size(), reporter, network, category, at, weight, tier, state), 0));
    }

    private Evidence evidence() {
        List<Opinion> opinions = witnesses.stream().map(Witness::opinion).toList();
        Tally tally = Dossier.of(POLICY, NumberKind.MOBILE, false, opinions).tally();
        ParsedNumber number =
                new ParsedNumber(NUMBER, NUMBER, NumberKind.MOBILE, null, null, null, Verstat.NONE, List.of());
        return new Evidence(number, tally, BlockPage.EMPTY.with(5678, Member.NONE, tally.member()), Standing.NONE);
    }

    private Explanation explain(long now) {
        return SCORER.explain(evidence(), witnesses, now);
    }

    @Test
    void explain_reports_addUpToTheEvidence() {
        for (int i = 0; i < 30; i++) {
            says(
                    i,
                    i % 7,
                    i % 5 == 0 ? Category.LEGITIMATE : Category.THREAT,
                    T + i * 900L,
                    i % 3 == 0 ? Opinion.Tier.ESTABLISHED : Opinion.Tier.NEW,
                    Opinion.State.LIVE);
        }
        Explanation explanation = explain(T + 30 * 900);

        double bad = 0;
        for (Explanation.Weighed report : explanation.reports()) {
            bad += report.category().negative() ? report.left() : 0;
            double product = report.accepted();
            for (Explanation.Reduction reduction : report.reductions()) {
                product *= reduction.reason() == Explanation.Reason.TRACK_RECORD ? 1 : reduction.factor();
            }
            assertThat(report.counted()).isCloseTo(product, within(1e-12));
        }
        double share = POLICY.intake.newShare();
        double fresh = explanation.tally().fresh();
        assertThat(bad)
                .isCloseTo(
                        explanation.tally().established() + fresh,
                        within(share * explanation.reports().size()));
        assertThat(explanation.unlisted()).isZero();
        assertThat(explanation.risk())
                .isEqualTo(SCORER.assess(evidence(), T + 30 * 900).risk());
    }

    @Test
    void explain_eachState_namesWhyItDoesNotCount() {
        says(1, 1, Category.FRAUD, T, Opinion.Tier.NEW, Opinion.State.LIVE);
        says(1, 1, Category.THREAT, T + 10, Opinion.Tier.NEW, Opinion.State.LIVE);
        says(2, 1, Category.FRAUD, T + 20, Opinion.Tier.NEW, Opinion.State.LIVE);
        says(3, 3, Category.FRAUD, T + 30, Opinion.Tier.NEW, Opinion.State.SUPPRESSED);
        says(4, 4, Category.FRAUD, T + 40, Opinion.Tier.NEW, Opinion.State.WITHDRAWN);
        says(5, 5, Category.FRAUD, T + 50, Opinion.Tier.ESTABLISHED, Opinion.State.OVERRULED);
        Opinion guarded =
                new Opinion(9, 6, 6, Category.FRAUD, T + 60, 0.9 / 8, Opinion.Tier.ESTABLISHED, Opinion.State.LIVE);
        witnesses.add(new Witness(guarded, 3));

        List<Explanation.Weighed> reports = explain(T + DAY).reports();

        assertThat(reports.get(0).reductions())
                .contains(new Explanation.Reduction(Explanation.Reason.CO_REPORT_GUARD, 0.125));
        assertThat(reasons(reports.get(1))).contains(Explanation.Reason.APPEAL);
        assertThat(reasons(reports.get(2))).contains(Explanation.Reason.WITHDRAWN);
        assertThat(reasons(reports.get(3))).contains(Explanation.Reason.QUARANTINE);
        assertThat(reasons(reports.get(4)))
                .contains(Explanation.Reason.SAME_NETWORK, Explanation.Reason.PROBATION_CAP)
                .doesNotContain(Explanation.Reason.HOUR_BURST);
        assertThat(reasons(reports.get(6))).contains(Explanation.Reason.SUPERSEDED);
        assertThat(reports.get(6).counted()).isZero();
    }

    private static List<Explanation.Reason> reasons(Explanation.Weighed report) {
        return report.reductions().stream().map(Explanation.Reduction::reason).toList();
    }

    @Test
    void explain_manyReports_isBounded() {
        for (int i = 0; i < 1_000; i++) {
            says(i, i, Category.FRAUD, T + i * 600L, Opinion.Tier.ESTABLISHED, Opinion.State.LIVE);
        }
        Explanation explanation = explain(T + 7 * DAY);

        assertThat(explanation.reports()).hasSize(Explanation.MOST_REPORTS);
        assertThat(explanation.unlisted()).isEqualTo(950);
    }

    @Test
    void explain_changes_comeTrueWhenTheyHappen() {
        for (int i = 0; i < 5; i++) {
            says(i, i, Category.FRAUD, T + i * 4_000L, Opinion.Tier.ESTABLISHED, Opinion.State.LIVE);
        }
        long now = T + DAY;
        Explanation explanation = explain(now);
        Explanation.Change silence = change(explanation, Explanation.Way.DAYS_OF_SILENCE);
        Explanation.Change friends = change(explanation, Explanation.Way.FRIENDLY_REPORTS_OF_ESTABLISHED_REPORTERS);

        Evidence evidence = evidence();
        assertThat(SCORER.assess(evidence, now + silence.count() * DAY).level()).isEqualTo(silence.to());
        assertThat(SCORER.assess(evidence, now + (silence.count() - 1) * DAY).level())
                .isEqualTo(explanation.level());
        double weight = POLICY.reporters().weight(POLICY.reporters().establishedFrom(), 0);
        long at = now;
        for (int i = 0; i < friends.count(); i++) {
            at = now + i * 6 * 3_600L;
            assertThat(SCORER.assess(evidence(), at).level()).isEqualTo(explanation.level());
            witnesses.add(new Witness(
                    new Opinion(
                            1_000 + i,
                            1_000 + i,
                            1_000 + i,
                            Category.LEGITIMATE,
                            at,
                            weight,
                            Opinion.Tier.ESTABLISHED,
                            Opinion.State.LIVE),
                    0));
        }
        assertThat(SCORER.assess(evidence(), at).level()).isEqualTo(friends.to());
    }

    private static Explanation.Change change(Explanation explanation, Explanation.Way way) {
        return explanation.changes().stream()
                .filter(change -> change.way() == way)
                .findFirst()
                .orElseThrow();
    }
}

package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Tally;

/** What the model promises exactly, with reporters' track records and the guard at work; run on each database. */
abstract class AbstractAcceptanceTest {
    private static final String BANK = "CN-95588";
    private static final String CODE = "CN-95577";
    private static final String NUMBER = Story.mobile(3);

    private Story story;

    /** An empty database of the kind under test. */
    abstract DataSource newStore();

    @BeforeEach
    void open() {
        story = new Story(newStore());
    }

    /** Established reporters name a number, each from his own network, an hour apart. */
    private void accuse(String number, int from, int to) throws Exception {
        for (int reporter = from; reporter < to; reporter++) {
            story.send(story.report(number, reporter, Category.FRAUD));
            story.pass(Story.HOUR);
        }
    }

    @Test
    void property1_sameReportOrSameReporterAgain_riskStays() throws Exception {
        story.establish(0, 1);
        Report report = story.report(NUMBER, 0, Category.FRAUD);
        story.send(report);
        double once = story.risk(NUMBER);

        story.send(report);
        assertThat(story.risk(NUMBER)).isEqualTo(once);
        for (int i = 1; i < 100; i++) {
            story.send(story.report(NUMBER, 0, Category.FRAUD));
        }
        assertThat(story.risk(NUMBER)).isCloseTo(once, within(0.001));
        assertThat(story.tally(NUMBER).negative()).isEqualTo(1);
    }

    @Test
    void property2_twoHundredFreshAccounts_neitherAccuseABankNorMakeANumberHigh() throws Exception {
        story.official.add(BANK);
        for (int account = 0; account < 200; account++) {
            story.send(
                    story.report(BANK, account, account % 6 + 1, Category.FRAUD, story.now()),
                    story.report(NUMBER, account, account % 6 + 1, Category.FRAUD, story.now()));
            story.pass(54);
            if (account % 20 == 19) {
                assertThat(story.assess(BANK).level()).isIn(Level.TRUSTED, Level.LOW);
                assertThat(story.assess(NUMBER).level()).isNotEqualTo(Level.HIGH);
            }
        }
        story.pass(5 * Story.DAY);
        assertThat(story.assess(BANK).level()).isIn(Level.TRUSTED, Level.LOW);
        assertThat(story.assess(NUMBER).level()).isNotEqualTo(Level.HIGH);
    }

    @Test
    void property2_fiftyAccountsOfOneNetwork_stayBelowElevated() throws Exception {
        for (int account = 0; account < 50; account++) {
            story.send(story.report(NUMBER, account, 9, Category.FRAUD, story.now()));
            story.pass(200);
            assertThat(story.risk(NUMBER)).isLessThan(0.55);
        }
    }

    @Test
    void property3_otherOrderOrADayLate_riskMovesByLessThanAHundredth() throws Exception {
        List<Report> told = new ArrayList<>();
        story.establish(0, 10);
        long contact = story.now();
        for (int reporter = 0; reporter < 14; reporter++) {
            Category category = reporter % 4 == 3 ? Category.LEGITIMATE : Category.THREAT;
            told.add(story.report(NUMBER, reporter, reporter + 1, category, contact));
        }
        for (Report report : told) {
            story.send(report);
        }
        story.pass(Story.DAY);
        double inOrder = story.risk(NUMBER);

        for (boolean late : new boolean[] {false, true}) {
            open();
            story.establish(0, 10);
            story.pass(late ? Story.DAY : 0);
            List<Report> shuffled = new ArrayList<>(told);
            Collections.shuffle(shuffled, new Random(5));
            for (Report report : shuffled) {
                story.send(report);
            }
            story.pass(late ? 0 : Story.DAY);
            assertThat(story.risk(NUMBER)).as("late " + late).isCloseTo(inOrder, within(0.01));
        }
    }

    @Test
    void property4_timePasses_cachedEqualsRecomputedAndFallsTowardsThePrior() throws Exception {
        story.establish(0, 40);
        accuse(NUMBER, 0, 40);
        Evidence cached = story.evidence(NUMBER);
        double prior = story.risk(Story.mobile(4));
        double before = story.risk(NUMBER);

        long end = story.now();
        for (int days : new int[] {1, 30, 90, 100}) {
            story.at(end + days * Story.DAY);
            List<Opinion> stored = story.side.inTransaction(connection -> ReportTable.opinions(connection, NUMBER));
            Tally recomputed =
                    Dossier.of(story.policy, Story.kind(NUMBER), false, stored).tally();
            Evidence again = new Evidence(cached.number(), recomputed, cached.page(), cached.standing());
            double risk = story.scorer.assess(cached, story.now()).risk();
            assertThat(story.scorer.assess(again, story.now()).risk()).isCloseTo(risk, within(0.001));
            assertThat(story.risk(NUMBER)).isEqualTo(risk);
            assertThat(risk).isLessThan(before).isGreaterThan(prior);
            before = risk;
        }
        assertThat(story.assess(NUMBER).level()).isIn(Level.LOW, Level.UNKNOWN);
    }

    @Test
    void property5_oneMoreReport_neverMovesTheWrongWay() throws Exception {
        story.establish(0, 2);
        Random random = new Random(11);
        for (int number = 10; number < 22; number++) {
            for (int i = random.nextInt(9); i > 0; i--) {
                story.send(story.report(
                        Story.mobile(number), 100 + number * 10 + i, Category.ofCode(random.nextInt(Category.COUNT))));
                story.pass(random.nextInt(20_000));
            }
            String own = Story.mobile(number);
            double before = story.risk(own);
            story.send(story.report(own, 5_000 + number, Category.FRAUD));
            double after = story.risk(own);
            assertThat(after).isGreaterThanOrEqualTo(before - 1e-12);
            story.send(story.report(own, 6_000 + number, Category.LEGITIMATE));
            assertThat(story.risk(own)).isLessThanOrEqualTo(after + 1e-12);
        }
        story.send(story.report(Story.mobile(30), 7_000, Category.FRAUD));
        story.send(story.report(Story.mobile(31), 0, Category.FRAUD));
        assertThat(story.risk(Story.mobile(31))).isGreaterThanOrEqualTo(story.risk(Story.mobile(30)));
    }

    @Test
    void property6_badHundred_liftsANeighbourNoFurtherThanElevated() throws Exception {
        story.establish(0, 36);
        String hundred = "+861381234";
        String neighbour = hundred + "599";
        String elsewhere = "+86139777" + "12345";
        double far = story.risk(elsewhere);
        double code = story.risk(CODE);
        for (int i = 0; i < 12; i++) {
            accuse(hundred + "5" + (10 + i * 7), i * 3, i * 3 + 3);
        }

        assertThat(story.assess(neighbour).level()).isEqualTo(Level.ELEVATED);
        assertThat(story.risk(elsewhere)).isEqualTo(far);
        assertThat(story.risk(CODE)).isEqualTo(code);
        story.establish(40, 43);
        for (int friend = 40; friend < 43; friend++) {
            story.send(story.report(neighbour, friend, Category.LEGITIMATE));
        }
        assertThat(story.risk(neighbour)).isLessThan(0.55);
        assertThat(story.assess(neighbour).level()).isNotEqualTo(Level.HIGH);
    }

    @Test
    void property7_highNumber_staysHighUntilItFallsBelowTheLowerThreshold() throws Exception {
        story.establish(0, 8);
        accuse(NUMBER, 0, 8);
        assertThat(story.assess(NUMBER).level()).isEqualTo(Level.HIGH);

        boolean between = false;
        Assessment assessment = story.assess(NUMBER);
        while (assessment.level() == Level.HIGH) {
            between |= assessment.risk() < 0.8;
            story.pass(Story.DAY);
            assessment = story.assess(NUMBER);
            assertThat(assessment.level() == Level.HIGH).isEqualTo(assessment.risk() >= 0.65);
        }
        assertThat(between).isTrue();
    }

    @Test
    void property8_changeOfMind_leavesNoResidue() throws Exception {
        story.establish(0, 2);
        story.send(story.report(NUMBER, 0, Category.FRAUD));
        story.send(story.report(NUMBER, 1, Category.THREAT));
        story.pass(Story.HOUR);
        story.send(story.report(NUMBER, 0, Category.LEGITIMATE));

        Assessment assessment = story.assess(NUMBER);
        assertThat(assessment.shares()).doesNotContainKey(Category.FRAUD).containsKey(Category.THREAT);
        assertThat(story.tally(NUMBER).negative()).isEqualTo(1);
        assertThat(story.tally(NUMBER).positive()).isEqualTo(1);
    }

    @Test
    void property9_appealUpheld_lowAtOnceAndOnlyOthersCanListItAgain() throws Exception {
        story.establish(0, 30);
        accuse(NUMBER, 0, 10);
        assertThat(story.assess(NUMBER).level()).isEqualTo(Level.HIGH);
        double weight = story.record(0).weight(story.policy.reporters());

        story.uphold(NUMBER);

        assertThat(story.assess(NUMBER).level()).isEqualTo(Level.LOW);
        assertThat(story.assess(NUMBER).action()).isEqualTo(Action.ALLOW);
        for (int reporter = 0; reporter < 10; reporter++) {
            assertThat(story.record(reporter).disagreed()).isEqualTo(1);
        }
        assertThat(story.record(0).weight(story.policy.reporters())).isLessThan(weight);
        story.pass(20 * Story.DAY);
        accuse(NUMBER, 0, 10);
        assertThat(story.assess(NUMBER).level()).isEqualTo(Level.LOW);
        assertThat(story.rebuild().numbersDiffering()).isZero();
        assertThat(story.rebuild().pagesDiffering()).isZero();
        accuse(NUMBER, 10, 30);
        assertThat(story.assess(NUMBER).level()).isIn(Level.ELEVATED, Level.HIGH);
    }

    @Test
    void property10_registered_lowAndRemovedRestored() throws Exception {
        story.establish(0, 3);
        accuse(NUMBER, 0, 3);
        Tally before = story.tally(NUMBER);
        assertThat(story.assess(NUMBER).level()).isIn(Level.ELEVATED, Level.HIGH);
        Level level = story.assess(NUMBER).level();

        story.register(NUMBER, true);
        assertThat(story.assess(NUMBER).level()).isEqualTo(Level.LOW);
        story.register(NUMBER, false);

        assertThat(story.assess(NUMBER).level()).isEqualTo(level);
        assertThat(story.tally(NUMBER)).isEqualTo(before);
    }

    @Test
    void property11_twentyAccountsOnThreeGoodNumbers_areQuarantinedAndUndone() throws Exception {
        story.establish(0, 20);
        for (int number = 50; number < 53; number++) {
            for (int reporter = 0; reporter < 20; reporter++) {
                story.send(story.report(Story.mobile(number), reporter, Category.FRAUD));
                story.pass(1_800);
            }
            if (number == 50) {
                assertThat(story.assess(Story.mobile(50)).level()).isIn(Level.ELEVATED, Level.HIGH);
            }
            story.pass(Story.DAY);
        }

        for (int reporter = 0; reporter < 20; reporter++) {
            assertThat(story.record(reporter).quarantine()).isEqualTo(ReporterRecord.Quarantine.MODEL);
        }
        for (int number = 50; number < 53; number++) {
            assertThat(story.assess(Story.mobile(number)).level()).isIn(Level.UNKNOWN, Level.LOW);
        }
        assertThat(story.rebuild().numbersDiffering()).isZero();
    }

    @Test
    void property12_answer_namesItsBasisAndSharesAddUp() throws Exception {
        story.establish(0, 8);
        accuse(NUMBER, 0, 4);
        story.send(story.report(NUMBER, 4, Category.LEGITIMATE), story.report(NUMBER, 5, Category.LOAN_OFFER));
        story.official.add(BANK);
        String neighbour = NUMBER.substring(0, NUMBER.length() - 1) + "9";

        Assessment direct = story.assess(NUMBER);
        assertThat(direct.shares().values().stream().mapToDouble(share -> share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(direct.confidence()).isBetween(0.5, 1.0);
        assertThat(codes(direct)).contains("reports_recent", "legit_reports");
        assertThat(codes(story.assess(neighbour))).contains("block_bad");
        assertThat(codes(story.assess(BANK))).contains("official_number");
        assertThat(codes(story.assess(Story.mobile(60)))).containsExactly("kind_prior");
    }

    /**
     * Late, repeated, withdrawn, re-ordered, held back and overruled reports, in groups of any size, through the service's write
     * path, against a plain recomputation from the stored rows. What hangs on the order of arrival is fixed in the rows, and so the
     * same for both: weight and standing at acceptance, what the guard saw, what a quarantine held back.
     */
    @Test
    void tallies_afterRandomHistories_equalAPlainRecomputation() throws Exception {
        for (int seed = 1; seed <= 4; seed++) {
            open();
            Random random = new Random(seed);
            history(random);
            long now = story.now() + random.nextInt(40) * Story.DAY;
            double most = 0;
            for (int i = 0; i < 8; i++) {
                String number = Story.mobile(i);
                List<Opinion> stored = story.side.inTransaction(connection -> ReportTable.opinions(connection, number));
                PlainTally plain = new PlainTally(story.policy, stored, now);
                Scorer.Weighing weighing = story.scorer.weigh(story.evidence(number), now);
                assertThat(weighing.bad()).isCloseTo(plain.bad(), within(1e-9 * Math.max(1e-3, plain.bad())));
                assertThat(weighing.good()).isCloseTo(plain.good(), within(1e-9 * Math.max(1e-3, plain.good())));
                most = Math.max(most, plain.bad());
            }
            assertThat(most).isGreaterThan(0.5);
            assertThat(story.rebuild().numbersDiffering()).isZero();
            assertThat(story.rebuild().pagesDiffering()).isZero();
        }
    }

    private void history(Random random) throws Exception {
        List<Report> told = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        story.establish(0, 6);
        for (int step = 0; step < 120; step++) {
            List<Report> group = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                boolean again = !told.isEmpty() && random.nextInt(10) == 0;
                long late = random.nextInt(5) == 0 ? random.nextInt(40 * 86_400) : random.nextInt(600);
                group.add(
                        again
                                ? told.get(random.nextInt(told.size()))
                                : story.report(
                                        Story.mobile(random.nextInt(8)),
                                        random.nextInt(60),
                                        1 + random.nextInt(25),
                                        Category.ofCode(random.nextInt(Category.COUNT)),
                                        story.now() - late));
            }
            told.addAll(group);
            story.send(group.toArray(Report[]::new)).results().forEach(result -> ids.add(result.id()));
            story.pass(random.nextInt(9_000));
            switch (random.nextInt(12)) {
                case 0, 1 -> story.corrections.restate(ids.get(random.nextInt(ids.size())), Opinion.State.WITHDRAWN);
                case 2 -> sentence(random.nextInt(60), ReporterRecord.Quarantine.MODERATOR);
                case 3 -> sentence(random.nextInt(60), ReporterRecord.Quarantine.NONE);
                case 4 -> appeal(random, step);
                default -> {
                    // Nobody intervenes.
                }
            }
        }
    }

    private void sentence(int reporter, ReporterRecord.Quarantine quarantine) throws Exception {
        story.corrections.sentence(new Corrections.Sentence(Story.pseudonym(reporter), quarantine, "key", null));
    }

    private void appeal(Random random, int step) throws Exception {
        Ledger.Subject subject = new Ledger.Subject(Story.mobile(random.nextInt(3)), NumberKind.MOBILE);
        AppealWriter appeals = new AppealWriter(story.side);
        AppealWriter.Done done = appeals.uphold(subject, "appeal " + step, "key", null);
        if (random.nextBoolean()) {
            story.pass(Story.HOUR);
            appeals.reverse(done.act().id(), "key", null);
        }
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.reasons().stream().map(Assessment.Reason::code).toList();
    }
}

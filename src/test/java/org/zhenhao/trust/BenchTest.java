package org.zhenhao.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

class BenchTest {
    private static final Policy POLICY = Policy.standard();
    private static final Scorer SCORER = new Scorer(POLICY);
    private static final long T = 1_790_000_000L;
    private static final long DAY = 86_400;
    private static final String BANK = "CN-95588";

    private final MemoryShelf shelf =
            new MemoryShelf(POLICY, number -> number.equals(BANK) ? Standing.OFFICIAL : Standing.NONE);
    private final Bench<RuntimeException> bench = new Bench<>(POLICY, SCORER, shelf, 0);
    private long order;

    private static String mobile(int i) {
        return "+86138" + String.format(java.util.Locale.ROOT, "%04d", 1000 + i * 37) + "5678";
    }

    private Ruling report(String number, long reporter, Category category, long at) {
        return bench.take(
                new Statement(++order, number, NumberKind.MOBILE, reporter, reporter * 1_000_003, category, at));
    }

    private Assessment assess(String number, long now) {
        ParsedNumber parsed =
                new ParsedNumber(number, number, NumberKind.MOBILE, null, null, null, Verstat.NONE, List.of());
        return SCORER.assess(
                new Evidence(
                        parsed, shelf.tally(number), shelf.page(number, NumberKind.MOBILE), shelf.standing(number)),
                now);
    }

    /** Gives reporters a track record: each reports numbers of his own, on which others agree with him later. */
    private void establish(int from, int to, long at) {
        for (int reporter = from; reporter < to; reporter++) {
            for (int i = 0; i < 4; i++) {
                String number = mobile(1_000 + reporter * 4 + i);
                report(number, reporter, Category.FRAUD, at + i * 60);
                for (int other = 0; other < 5; other++) {
                    report(
                            number,
                            1_000_000L + reporter * 100 + i * 10 + other,
                            Category.FRAUD,
                            at + DAY + i * 60 + other);
                }
            }
        }
        bench.advance(at + 10 * DAY);
    }

    @Test
    void take_agreedWithLater_weighsMore() {
        Ruling first = report(mobile(1), 7, Category.FRAUD, T);
        establish(7, 8, T + DAY);
        Ruling later = report(mobile(2), 7, Category.FRAUD, T + 20 * DAY);

        assertThat(first.tier()).isEqualTo(Opinion.Tier.NEW);
        assertThat(first.weight()).isCloseTo(POLICY.newReporterWeight(), within(1e-12));
        assertThat(later.tier()).isEqualTo(Opinion.Tier.ESTABLISHED);
        assertThat(later.weight()).isGreaterThan(first.weight());
    }

    @Test
    void take_contradictedLater_weighsLess() {
        report(mobile(1), 7, Category.LEGITIMATE, T);
        for (int other = 0; other < 8; other++) {
            report(mobile(1), 100 + other, Category.FRAUD, T + DAY + other * 7_200);
        }

        assertThat(report(mobile(2), 7, Category.FRAUD, T + 20 * DAY).weight()).isLessThan(POLICY.newReporterWeight());
    }

    @Test
    void take_repeatsWhatEverybodyKnows_earnsNextToNothing() {
        for (int i = 0; i < 30; i++) {
            bench.vouch(
                    new Statement(++order, mobile(1), NumberKind.MOBILE, 100 + i, i + 1, Category.FRAUD, T + i * 7_200),
                    new Ruling(POLICY.vouchedWeight(), Opinion.Tier.VOUCHED, Opinion.State.LIVE, 0, 0));
        }
        report(mobile(1), 7, Category.FRAUD, T + 4 * DAY);
        bench.advance(T + 9 * DAY);

        assertThat(shelf.reporter(7).agreed()).isBetween(0.01, 0.2);
    }

    @Test
    void take_sameReporterAHundredTimes_isLikeOnce() {
        report(mobile(1), 7, Category.FRAUD, T);
        double once = assess(mobile(1), T + 100).risk();
        for (int i = 1; i < 100; i++) {
            report(mobile(1), 7, Category.FRAUD, T + i);
        }

        assertThat(assess(mobile(1), T + 100).risk()).isCloseTo(once, within(0.001));
        assertThat(shelf.tally(mobile(1)).negative()).isEqualTo(1);
    }

    @Test
    void take_changeOfMind_leavesNoResidue() {
        report(mobile(1), 7, Category.FRAUD, T);
        report(mobile(1), 7, Category.LEGITIMATE, T + DAY);

        assertThat(shelf.tally(mobile(1)).negative()).isZero();
        assertThat(assess(mobile(1), T + DAY).category()).isEqualTo(Category.LEGITIMATE);
    }

    @Test
    void take_twentyEstablishedOnThreeGoodNumbers_areQuarantinedByTheThird() {
        establish(1, 21, T);
        for (int number = 0; number < 3; number++) {
            for (int reporter = 1; reporter <= 20; reporter++) {
                report(mobile(500 + number), reporter, Category.FRAUD, T + (20 + number) * DAY + reporter * 1_800);
            }
            if (number == 0) {
                assertThat(assess(mobile(500), bench.clock()).level()).isIn(Level.ELEVATED, Level.HIGH);
            }
        }

        for (long reporter = 1; reporter <= 20; reporter++) {
            assertThat(shelf.reporter(reporter).quarantined())
                    .as("reporter " + reporter)
                    .isTrue();
        }
        for (int number = 0; number < 3; number++) {
            assertThat(assess(mobile(500 + number), bench.clock()).level()).isIn(Level.UNKNOWN, Level.LOW);
        }
    }

    @Test
    void sentence_lifted_letsReportsCountAgain() {
        report(mobile(1), 7, Category.FRAUD, T);
        Tally before = shelf.tally(mobile(1));

        assertThat(bench.sentence(7, ReporterRecord.Quarantine.MODERATOR)).isEqualTo(1);
        assertThat(shelf.tally(mobile(1)).isEmpty()).isTrue();
        assertThat(report(mobile(2), 7, Category.FRAUD, T + DAY).state()).isEqualTo(Opinion.State.SUPPRESSED);
        assertThat(bench.sentence(7, ReporterRecord.Quarantine.NONE)).isEqualTo(2);

        assertThat(shelf.tally(mobile(1))).isEqualTo(before);
        assertThat(shelf.tally(mobile(2)).negative()).isEqualTo(1);
    }

    @Test
    void take_honestReportersOfOneRange_areNotSuspected() {
        for (int i = 0; i < 12; i++) {
            for (int reporter = 1; reporter <= 12; reporter++) {
                String number = "+86170123456" + (10 + i);
                report(number, reporter, Category.DEBT_COLLECTION_HARASSMENT, T + i * DAY + reporter * 1_000);
            }
        }

        assertThat(shelf.quarantined()).isEmpty();
    }

    @Test
    void take_tinyTownThatReportsTheSameFewNumbers_isNotSuspected() {
        for (int number = 0; number < 6; number++) {
            for (int reporter = 1; reporter <= 20; reporter++) {
                report(mobile(700 + number), reporter, Category.FRAUD, T + number * DAY + reporter * 1_800);
            }
        }
        for (int reporter = 21; reporter <= 40; reporter++) {
            report(mobile(800 + reporter), reporter, Category.THREAT, T + 7 * DAY);
        }
        for (int number = 6; number < 9; number++) {
            for (int reporter = 1; reporter <= 20; reporter++) {
                report(mobile(700 + number), reporter, Category.FRAUD, T + (number + 2) * DAY + reporter * 1_800);
            }
        }

        assertThat(shelf.quarantined()).isEmpty();
        for (int number = 0; number < 9; number++) {
            assertThat(shelf.tally(mobile(700 + number)).negative()).isEqualTo(20);
        }
    }

    @Test
    void take_officialNumber_judgesNobody() {
        for (int reporter = 1; reporter <= 60; reporter++) {
            bench.take(new Statement(
                    ++order, BANK, NumberKind.SERVICE_95, reporter, reporter, Category.FRAUD, T + reporter * 100));
        }
        bench.advance(T + 10 * DAY);

        assertThat(shelf.reporter(1).agreed()).isZero();
        assertThat(shelf.reporter(1).disagreed()).isZero();
    }

    @Test
    void take_strongerReporter_movesAtLeastAsFar() {
        establish(1, 2, T);
        long at = T + 20 * DAY;
        double none = assess(mobile(400), at).risk();
        report(mobile(400), 999_999, Category.FRAUD, at);
        report(mobile(401), 1, Category.FRAUD, at);
        double fresh = assess(mobile(400), at).risk();
        double strong = assess(mobile(401), at).risk();

        assertThat(fresh).isGreaterThanOrEqualTo(none);
        assertThat(strong).isGreaterThanOrEqualTo(fresh);
    }

    @Provide
    net.jqwik.api.Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    /**
     * Late, repeated, withdrawn and re-ordered reports through the bench, against a plain recomputation from what was stored.
     * Not free of the order of arrival, and therefore fixed in the stored reports, are: what a report weighed at its acceptance
     * (reliability, tier, the guard), which reports a quarantine suppressed, and when each report was judged.
     */
    @Property(tries = 40)
    void tally_afterARandomHistory_equalsRecomputation(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        MemoryShelf live = new MemoryShelf(POLICY, number -> Standing.NONE);
        Bench<RuntimeException> judge = new Bench<>(POLICY, SCORER, live, 0);
        List<Statement> told = new ArrayList<>();
        Set<String> withdrawn = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            boolean repeat = random.nextInt(12) == 0 && !told.isEmpty();
            Statement old = repeat ? told.get(random.nextInt(told.size())) : null;
            long at = T + i * 3_000L - (random.nextInt(10) == 0 ? random.nextInt(40 * 86_400) : 0);
            String number = old != null ? old.number() : mobile(random.nextInt(25));
            long reporter = old != null ? old.reporter() : random.nextInt(80);
            Statement statement = new Statement(
                    i,
                    number,
                    NumberKind.MOBILE,
                    reporter,
                    random.nextInt(20),
                    Category.ofCode(random.nextInt(Category.COUNT)),
                    at);
            told.add(statement);
            judge.take(statement);
            if (random.nextInt(15) == 0) {
                live.restate(
                        new ReporterRecord.Recent(number, NumberKind.MOBILE, at),
                        reporter,
                        Opinion.State.LIVE,
                        Opinion.State.WITHDRAWN);
                withdrawn.add(number);
            }
        }

        for (String number : live.numbers()) {
            List<Opinion> stored = new ArrayList<>(live.opinions(number));
            java.util.Collections.shuffle(stored, random);
            Tally again = Dossier.of(POLICY, NumberKind.MOBILE, false, stored).tally();
            assertThat(live.tally(number))
                    .as(number + withdrawn.contains(number))
                    .isEqualTo(again);
        }
    }
}

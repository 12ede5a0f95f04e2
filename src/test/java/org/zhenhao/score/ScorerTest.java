package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.number.Verstat;

class ScorerTest {
    private static final long T = World.START;

    private static List<Opinion> fakes(int count, int networks, Category category, long seconds) {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opinions.add(World.fresh(5_000 + i, 1 + i % networks, category, T + seconds * i / count));
        }
        return opinions;
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.reasons().stream().map(Assessment.Reason::code).toList();
    }

    @Test
    void assess_twoHundredNewAccounts_neverHigh() {
        Tally tally = World.mobile(fakes(200, 6, Category.FRAUD, 3 * 3600));

        Assessment assessment = World.assess(tally, T + 3 * 3600);

        assertThat(assessment.level()).isNotEqualTo(Level.HIGH);
        assertThat(assessment.risk()).isLessThan(0.8);
        assertThat(codes(assessment)).contains("new_reporters_only");
    }

    @Test
    void assess_fiftyNewAccountsOfOneNetwork_notElevated() {
        Assessment assessment = World.assess(World.mobile(fakes(50, 1, Category.FRAUD, 3 * 3600)), T + 3 * 3600);

        assertThat(assessment.risk()).isLessThan(0.55);
        assertThat(assessment.level()).isEqualTo(Level.LOW);
        assertThat(codes(assessment)).contains("one_network");
    }

    @Test
    void assess_officialNumberUnderAttack_isNeverAccused() {
        for (List<Opinion> attack :
                List.of(fakes(200, 6, Category.FRAUD, 3 * 3600), World.established(60, Category.IMPERSONATION, T))) {
            Tally tally = Dossier.of(World.POLICY, NumberKind.SERVICE_95, true, attack)
                    .tally();
            for (int hours = 0; hours < 200; hours++) {
                Assessment assessment = official(tally, T + hours * 3600L);
                assertThat(assessment.level()).isIn(Level.TRUSTED, Level.LOW);
                assertThat(assessment.risk()).isLessThan(0.3);
                assertThat(assessment.action()).isNotEqualTo(Action.BLOCK);
            }
        }
    }

    private static Assessment official(Tally tally, long now) {
        return World.SCORER.assess(
                new Evidence(
                        World.number("CN-95588", NumberKind.SERVICE_95), tally, BlockPage.EMPTY, Standing.OFFICIAL),
                now);
    }

    @Test
    void assess_officialNumberWithAWaveOfReports_isBeingForged() {
        Tally tally = Dossier.of(
                        World.POLICY, NumberKind.SERVICE_95, true, World.established(12, Category.IMPERSONATION, T))
                .tally();

        Assessment during = official(tally, T + 12 * 3600);
        Assessment after = official(tally, T + 20 * World.DAY);

        assertThat(during.spoofSuspected()).isTrue();
        assertThat(during.action()).isEqualTo(Action.WARN);
        assertThat(during.level()).isEqualTo(Level.LOW);
        assertThat(codes(during)).startsWith("official_being_forged", "official_number");
        assertThat(after.spoofSuspected()).isFalse();
        assertThat(after.action()).isEqualTo(Action.ALLOW);
    }

    @Test
    void assess_forgedNumberInACallThatTheNetworkVouchesFor_isNotSuspected() {
        Tally tally = Dossier.of(
                        World.POLICY, NumberKind.SERVICE_95, true, World.established(12, Category.IMPERSONATION, T))
                .tally();
        ParsedNumber attested = World.number("CN-95588", NumberKind.SERVICE_95).withVerstat(Verstat.PASSED_A);

        Assessment assessment =
                World.SCORER.assess(new Evidence(attested, tally, BlockPage.EMPTY, Standing.OFFICIAL), T + 12 * 3600);

        assertThat(assessment.spoofSuspected()).isFalse();
        assertThat(codes(assessment)).doesNotContain("official_being_forged");
    }

    @Test
    void assess_wellKnownNumberWithAWaveOfReports_isBeingForged() {
        Tally tally = World.mobile(World.join(
                World.established(14, Category.LEGITIMATE, T),
                World.established(40, Category.FRAUD, T + 20 * World.DAY).subList(20, 32)));

        Assessment assessment = World.assess(tally, T + 21 * World.DAY + 8 * 3600);

        assertThat(assessment.spoofSuspected()).isTrue();
        assertThat(assessment.action()).isNotEqualTo(Action.ALLOW);
        assertThat(codes(assessment)).startsWith("number_being_forged");
    }

    @Test
    void assess_registered_setsThePriorAndRemovalRestoresTheEvidence() {
        Tally tally = World.mobile(World.established(2, Category.FRAUD, T));
        BlockPage page = World.alone(World.MOBILE, NumberKind.MOBILE, tally);
        long now = tally.last();

        Assessment none = World.assess(tally, page, Standing.NONE, now);
        Assessment official = World.assess(tally, page, Standing.OFFICIAL, now);
        Assessment business = World.assess(tally, page, Standing.BUSINESS, now);
        Assessment collector = World.assess(tally, page, Standing.COLLECTOR, now);

        assertThat(none.level()).isEqualTo(Level.ELEVATED);
        assertThat(official.level()).isEqualTo(Level.LOW);
        assertThat(official.risk()).isLessThan(business.risk());
        assertThat(business.risk()).isLessThan(collector.risk());
        assertThat(collector.risk()).isLessThan(none.risk());
        assertThat(World.assess(tally, page, Standing.NONE, now)).isEqualTo(none);
    }

    @Test
    void assess_registeredWithNothingAgainstIt_isTrusted() {
        assertThat(World.assess(Tally.EMPTY, BlockPage.EMPTY, Standing.OFFICIAL, T)
                        .level())
                .isEqualTo(Level.TRUSTED);
        assertThat(World.assess(Tally.EMPTY, BlockPage.EMPTY, Standing.BUSINESS, T)
                        .level())
                .isEqualTo(Level.TRUSTED);
        assertThat(World.assess(Tally.EMPTY, BlockPage.EMPTY, Standing.COLLECTOR, T)
                        .level())
                .isEqualTo(Level.LOW);
    }

    @Test
    void assess_neverReported_isUnknownWithThePriorOfItsKind() {
        for (NumberKind kind : NumberKind.values()) {
            if (kind == NumberKind.IMPOSSIBLE) {
                continue;
            }
            Assessment assessment = World.SCORER.assess(
                    new Evidence(World.number(World.MOBILE, kind), Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), T);

            assertThat(assessment.level()).isEqualTo(Level.UNKNOWN);
            assertThat(assessment.confidence()).isZero();
            assertThat(assessment.category()).isNull();
            assertThat(assessment.shares()).isEmpty();
            assertThat(assessment.block()).isNull();
            assertThat(assessment.reasons()).containsExactly(new Assessment.Reason("kind_prior", List.of(kind.wire())));
        }
    }

    @Test
    void assess_timePasses_riskFallsTowardsThePrior() {
        Tally tally = World.mobile(World.established(40, Category.FRAUD, T));
        Tally cached = Tally.decode(tally.encode());
        double prior = World.assess(Tally.EMPTY, T).risk();
        double before = 1;
        for (int day = 0; day <= 400; day++) {
            long now = tally.last() + day * World.DAY;
            Assessment assessment = World.assess(tally, now);
            assertThat(assessment.risk()).isLessThan(before).isGreaterThanOrEqualTo(prior);
            assertThat(World.assess(cached, now)).isEqualTo(assessment);
            before = assessment.risk();
        }
        assertThat(before).isCloseTo(prior, within(0.01));
        assertThat(World.assess(tally, tally.last() + 800 * World.DAY).level()).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void assess_fullCapAfterHundredDays_isNoLongerElevated() {
        Tally tally = World.mobile(World.established(60, Category.FRAUD, T));

        assertThat(World.assess(tally, tally.last()).level()).isEqualTo(Level.HIGH);
        assertThat(World.assess(tally, tally.last()).action()).isEqualTo(Action.BLOCK);
        Assessment later = World.assess(tally, tally.last() + 100 * World.DAY);
        assertThat(later.risk()).isLessThan(0.55);
        assertThat(later.level()).isEqualTo(Level.LOW);
        assertThat(codes(later)).contains("reports_old");
    }

    @Test
    void assess_highNumber_staysHighUntilTheLowerThreshold() {
        Tally tally = World.mobile(World.established(8, Category.FRAUD, T));
        assertThat(World.assess(tally, tally.last()).level()).isEqualTo(Level.HIGH);

        boolean between = false;
        for (int hours = 0; hours < 200 * 24; hours += 6) {
            Assessment assessment = World.assess(tally, tally.last() + hours * 3600L);
            assertThat(assessment.level() == Level.HIGH).isEqualTo(assessment.risk() >= 0.65);
            between |= assessment.risk() > 0.66 && assessment.risk() < 0.79;
        }
        assertThat(between).isTrue();
    }

    private static BlockPage badHundred(long at) {
        BlockPage page = BlockPage.EMPTY;
        for (int i = 0; i < 12; i++) {
            String key = "+86139123456" + (10 + i * 7);
            page = World.put(page, key, NumberKind.MOBILE, World.mobile(World.established(3, Category.FRAUD, at)));
        }
        return page;
    }

    @Test
    void assess_twelveBadNeighbours_elevatedButNeverHigh() {
        BlockPage page = badHundred(T);
        long now = T + 12 * 3600;

        Assessment neighbour = World.assess(Tally.EMPTY, page, Standing.NONE, now);

        assertThat(neighbour.level()).isEqualTo(Level.ELEVATED);
        assertThat(neighbour.action()).isEqualTo(Action.WARN);
        assertThat(neighbour.category()).isNull();
        assertThat(neighbour.block()).isNotNull();
        assertThat(neighbour.block().prefix()).isEqualTo("+86139123456");
        assertThat(neighbour.block().numbers()).isEqualTo(12);
        assertThat(neighbour.reasons().get(0))
                .isEqualTo(new Assessment.Reason("block_bad", List.of("+86139123456", "12")));

        List<Opinion> friends = fakes(3, 3, Category.LEGITIMATE, 3600);
        Tally vouched = World.mobile(friends);
        BlockPage after = World.put(page, World.MOBILE, NumberKind.MOBILE, vouched);
        assertThat(World.assess(vouched, after, Standing.NONE, now).risk()).isLessThan(0.55);

        Tally smeared = World.mobile(fakes(60, 6, Category.FRAUD, 3600));
        BlockPage worse = World.put(page, World.MOBILE, NumberKind.MOBILE, smeared);
        assertThat(World.assess(smeared, worse, Standing.NONE, now).level()).isEqualTo(Level.ELEVATED);
    }

    @Test
    void assess_shortCode_isNotMovedByAnyPage() {
        ParsedNumber code = World.number("CN-95588", NumberKind.SERVICE_95);

        Assessment alone =
                World.SCORER.assess(new Evidence(code, Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), T + 12 * 3600);
        Assessment beside =
                World.SCORER.assess(new Evidence(code, Tally.EMPTY, badHundred(T), Standing.NONE), T + 12 * 3600);

        assertThat(Blocks.of("CN-95588", NumberKind.SERVICE_95)).isNull();
        assertThat(beside.risk()).isEqualTo(alone.risk());
        assertThat(beside.block()).isNull();
    }

    @Test
    void assess_cleanBlock_saysSo() {
        BlockPage page = BlockPage.EMPTY;
        for (int i = 0; i < 5; i++) {
            page = World.put(
                    page,
                    "+861391234561" + i,
                    NumberKind.MOBILE,
                    World.mobile(World.established(3, Category.LEGITIMATE, T)));
        }

        Assessment assessment = World.assess(Tally.EMPTY, page, Standing.NONE, T + 12 * 3600);

        assertThat(assessment.level()).isEqualTo(Level.LOW);
        assertThat(codes(assessment)).containsExactly("block_clean");
    }

    @Test
    void assess_oldBlock_fadesAway() {
        BlockPage page = badHundred(T);
        double fresh =
                World.assess(Tally.EMPTY, page, Standing.NONE, T + 12 * 3600).risk();
        double old = World.assess(Tally.EMPTY, page, Standing.NONE, T + 365 * World.DAY)
                .risk();

        assertThat(old).isLessThan(0.1).isLessThan(fresh);
    }

    @Test
    void assess_mixedOpinions_showsSharesAndTheMinority() {
        List<Opinion> opinions = World.join(
                World.established(9, Category.LEGITIMATE, T),
                List.of(
                        World.expert(101, Category.TELEMARKETING, T + 9_000),
                        World.expert(102, Category.TELEMARKETING, T + 9_100),
                        World.expert(103, Category.SURVEY, T + 9_200)));

        Assessment assessment = World.assess(World.mobile(opinions), T + World.DAY);

        assertThat(assessment.level()).isEqualTo(Level.LOW);
        assertThat(assessment.category()).isEqualTo(Category.LEGITIMATE);
        assertThat(assessment.shares().keySet())
                .containsExactly(Category.LEGITIMATE, Category.TELEMARKETING, Category.SURVEY);
        assertThat(assessment.shares().values().stream().mapToDouble(x -> x).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(assessment.reasons())
                .contains(new Assessment.Reason("minority_warning", List.of("telemarketing")))
                .contains(new Assessment.Reason("legit_reports", List.of("9")));
    }

    @Test
    void assess_categoryStuffing_keepsTheTopCategory() {
        List<Opinion> opinions =
                World.join(World.established(5, Category.FRAUD, T), fakes(40, 20, Category.GAMBLING, 5 * 3600));

        assertThat(World.assess(World.mobile(opinions), T + World.DAY).category())
                .isEqualTo(Category.FRAUD);
    }

    @Test
    void assess_impossibleNumber_isElevatedAndSuspected() {
        ParsedNumber number = World.number("raw-+86110", NumberKind.IMPOSSIBLE, SpoofTell.Type.INTL_PREFIX_ON_SHORT);

        Assessment assessment =
                World.SCORER.assess(new Evidence(number, Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), T);

        assertThat(assessment.level()).isEqualTo(Level.ELEVATED);
        assertThat(assessment.action()).isEqualTo(Action.WARN);
        assertThat(assessment.spoofSuspected()).isTrue();
        assertThat(assessment.risk()).isGreaterThan(0.55);
        assertThat(codes(assessment)).startsWith("impossible_number", "spoof_shape");
    }

    @Test
    void assess_tellsByStrength_warnOrOnlyNote() {
        Assessment strong = tells(SpoofTell.Type.DATA_SIM_AS_CALLER);
        Assessment medium = tells(SpoofTell.Type.OFFICIAL_CODE_EMBEDDED);
        Assessment weak = tells(SpoofTell.Type.LOOKALIKE_COUNTRY_CODE);

        assertThat(strong.level()).isEqualTo(Level.ELEVATED);
        assertThat(medium.level()).isEqualTo(Level.UNKNOWN);
        assertThat(medium.action()).isEqualTo(Action.WARN);
        assertThat(medium.spoofSuspected()).isTrue();
        assertThat(weak.action()).isEqualTo(Action.ALLOW);
        assertThat(weak.spoofSuspected()).isFalse();
        assertThat(weak.risk()).isEqualTo(World.assess(Tally.EMPTY, T).risk());
        assertThat(codes(weak)).contains("shape_note");
    }

    private static Assessment tells(SpoofTell.Type tell) {
        return World.SCORER.assess(
                new Evidence(
                        World.number(World.MOBILE, NumberKind.MOBILE, tell),
                        Tally.EMPTY,
                        BlockPage.EMPTY,
                        Standing.NONE),
                T);
    }

    @Test
    void assess_failedVerification_warns() {
        ParsedNumber plain = World.number(World.MOBILE, NumberKind.MOBILE);
        ParsedNumber failed =
                new ParsedNumber(plain.input(), plain.key(), plain.kind(), "CN", null, null, Verstat.FAILED, List.of());

        Assessment assessment =
                World.SCORER.assess(new Evidence(failed, Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), T);

        assertThat(assessment.spoofSuspected()).isTrue();
        assertThat(assessment.action()).isEqualTo(Action.WARN);
        assertThat(codes(assessment)).startsWith("verification_failed");
    }

    @Test
    void assess_withheldNumber_isNeverHigh() {
        Tally tally = World.tally(NumberKind.WITHHELD, World.established(60, Category.FRAUD, T));

        Assessment assessment = World.SCORER.assess(
                new Evidence(World.number("withheld", NumberKind.WITHHELD), tally, BlockPage.EMPTY, Standing.NONE),
                tally.last());

        assertThat(assessment.level()).isEqualTo(Level.ELEVATED);
    }

    @Test
    void assess_reportsOfDifferentAge_tellsTheirTime() {
        Tally young = World.mobile(World.established(3, Category.FRAUD, T));
        Tally ongoing = World.mobile(
                List.of(World.expert(1, Category.FRAUD, T - 200 * World.DAY), World.expert(2, Category.FRAUD, T)));

        assertThat(World.assess(young, T + 3 * World.DAY).reasons().get(0))
                .isEqualTo(new Assessment.Reason("reports_recent", List.of("3", "7")));
        assertThat(World.assess(ongoing, T + 3 * World.DAY).reasons().get(0))
                .isEqualTo(new Assessment.Reason("reports_ongoing", List.of("2", "3")));
        assertThat(World.assess(young, T + 40 * World.DAY).reasons().get(0))
                .isEqualTo(new Assessment.Reason("reports_old", List.of("3", "39")));
    }

    @Provide
    Arbitrary<List<Opinion>> history() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(Category.values()),
                        Arbitraries.integers().between(0, 40 * 24),
                        Arbitraries.doubles().between(0, 1.2),
                        Arbitraries.of(Opinion.Tier.values()))
                .as((reporter, network, category, hour, weight, tier) ->
                        World.opinion(reporter, network, category, T + hour * 3600L, weight, tier))
                .list()
                .ofMaxSize(40);
    }

    private static double riskWith(List<Opinion> history, Opinion more, long now) {
        List<Opinion> all = new ArrayList<>(history);
        all.add(more);
        return World.assess(World.mobile(all), now).risk();
    }

    @Property(tries = 1000)
    void assess_oneMoreReport_neverMovesTheWrongWay(
            @ForAll("history") List<Opinion> history,
            @ForAll @DoubleRange(min = 0, max = 1.2) double one,
            @ForAll @DoubleRange(min = 0, max = 1.2) double other) {
        long now = T + 41 * World.DAY;
        double before = World.assess(World.mobile(history), now).risk();
        double weak = Math.min(one, other);
        double strong = Math.max(one, other);
        for (Opinion.Tier tier : Opinion.Tier.values()) {
            double bad = riskWith(history, World.opinion(99, 99, Category.FRAUD, now, weak, tier), now);
            double worse = riskWith(history, World.opinion(99, 99, Category.FRAUD, now, strong, tier), now);
            double good = riskWith(history, World.opinion(99, 99, Category.LEGITIMATE, now, weak, tier), now);
            double better = riskWith(history, World.opinion(99, 99, Category.LEGITIMATE, now, strong, tier), now);

            assertThat(bad).isGreaterThanOrEqualTo(before - 1e-12);
            assertThat(worse).isGreaterThanOrEqualTo(bad - 1e-12);
            assertThat(good).isLessThanOrEqualTo(before + 1e-12);
            assertThat(better).isLessThanOrEqualTo(good + 1e-12);
        }
    }

    @Property(tries = 1000)
    void assess_anyHistory_isSound(@ForAll("history") List<Opinion> history) {
        Tally tally = World.mobile(history);
        for (Standing standing : Standing.values()) {
            for (long age = 0; age < 4; age++) {
                Assessment assessment = World.assess(
                        tally,
                        World.alone(World.MOBILE, NumberKind.MOBILE, tally),
                        standing,
                        T + (41 + age * 50) * World.DAY);
                assertThat(assessment.risk()).isBetween(0.0, 1.0);
                assertThat(assessment.confidence()).isBetween(0.0, 1.0);
                if (!assessment.shares().isEmpty()) {
                    assertThat(assessment.shares().values().stream()
                                    .mapToDouble(x -> x)
                                    .sum())
                            .isCloseTo(1, within(1e-12));
                }
                assertThat(assessment.reasons()).isNotEmpty();
            }
        }
    }
}

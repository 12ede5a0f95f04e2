package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;

class TallyTest {
    private static final long T = World.START;

    @Test
    void at_oneEstablishedOpinion_decaysByItsCategory() {
        for (Category category : Category.values()) {
            Tally tally = World.mobile(List.of(World.expert(1, category, T)));
            double halfLife = World.POLICY.halfLives.of(category.code());

            Reading now = tally.at(T, World.POLICY);
            Reading later = tally.at(T + (long) (halfLife * World.DAY), World.POLICY);

            double before = category.negative() ? now.bad() : now.good();
            double after = category.negative() ? later.bad() : later.good();
            assertThat(before).isEqualTo(0.9);
            assertThat(after).isCloseTo(0.45, within(1e-15));
        }
    }

    @Test
    void at_manyOpinions_isTheClosedForm() {
        List<Opinion> opinions = new ArrayList<>();
        double expected = 0;
        for (int day = 0; day < 10; day++) {
            opinions.add(World.expert(day + 1, Category.FRAUD, T + day * World.DAY));
            expected += 0.9 * Math.pow(2, -(20.0 - day) / 30);
        }

        Reading reading = World.mobile(opinions).at(T + 20 * World.DAY, World.POLICY);

        assertThat(reading.established()).isCloseTo(expected, within(1e-13));
        assertThat(reading.bad()).isEqualTo(reading.established());
    }

    @Test
    void at_newReporters_saturateTogether() {
        List<Opinion> opinions = new ArrayList<>();
        double expected = 0;
        for (int i = 1; i <= 4; i++) {
            opinions.add(World.fresh(i, i, Category.THREAT, T));
            expected += World.NEW * (1 - expected / 1.2);
        }

        Reading reading = World.mobile(opinions).at(T + 7 * World.DAY, World.POLICY);

        double established = 0.02 * expected * Math.pow(2, -7.0 / 21);
        assertThat(reading.established()).isCloseTo(established, within(1e-14));
        assertThat(reading.bad()).isCloseTo(expected / 2 + established, within(1e-14));
    }

    @Test
    void at_oneNetwork_countsEachFurtherReporterHalf() {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            opinions.add(World.opinion(i, 77, Category.FRAUD, T, 0.8, Opinion.Tier.ESTABLISHED));
        }

        assertThat(World.mobile(opinions).at(T, World.POLICY).bad()).isCloseTo(0.8 * 1.75, within(1e-14));
    }

    @Test
    void at_vouchedSource_isNotReduced() {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            opinions.add(World.opinion(i, 0, Category.ROBOCALL, T, 0.6, Opinion.Tier.VOUCHED));
        }
        Tally tally = World.mobile(opinions);

        assertThat(tally.at(T, World.POLICY).bad()).isCloseTo(6, within(1e-12));
        assertThat(Integer.bitCount(tally.networks())).isGreaterThan(2);
    }

    @Test
    void at_burstWithinTheHour_isDamped() {
        List<Opinion> opinions = new ArrayList<>();
        double expected = 0;
        for (int i = 1; i <= 10; i++) {
            opinions.add(World.expert(i, Category.FRAUD, T));
            expected += 0.9 * Math.min(1, 4.0 / i);
        }

        assertThat(World.mobile(opinions).at(T, World.POLICY).bad()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void at_endlessReports_stayBelowTheCap() {
        Tally bad = World.mobile(World.established(400, Category.FRAUD, T));
        Tally good = World.mobile(World.established(400, Category.LEGITIMATE, T));

        assertThat(bad.at(bad.last(), World.POLICY).established())
                .isLessThanOrEqualTo(14 + 1e-9)
                .isGreaterThan(13.9);
        assertThat(good.at(good.last(), World.POLICY).good()).isLessThanOrEqualTo(14);
        double scale = Decay.backward(bad.last(), 30);
        assertThat(bad.member().bad() * scale).isBetween(0.5, 1.0);
        assertThat(bad.member().good()).isZero();
    }

    @Test
    void counts_mixedOpinions_countLiveOnes() {
        List<Opinion> opinions = new ArrayList<>(World.established(3, Category.FRAUD, T));
        opinions.add(World.expert(9, Category.LEGITIMATE, T + 20 * World.DAY));
        opinions.add(World.expert(10, Category.FRAUD, T - 99).in(Opinion.State.WITHDRAWN));
        opinions.add(World.expert(11, Category.FRAUD, T - 99).in(Opinion.State.SUPPRESSED));

        Tally tally = World.mobile(opinions);

        assertThat(tally.negative()).isEqualTo(3);
        assertThat(tally.positive()).isEqualTo(1);
        assertThat(tally.first()).isEqualTo(T + 3600);
        assertThat(tally.lastNegative()).isEqualTo(T + 3 * 3600);
        assertThat(tally.last()).isEqualTo(T + 20 * World.DAY);
    }

    @Test
    void empty_allWithdrawn_isEmptyToTheBit() {
        Tally tally = World.mobile(List.of(World.expert(1, Category.FRAUD, T).in(Opinion.State.WITHDRAWN)));

        assertThat(tally).isEqualTo(Tally.EMPTY);
        assertThat(tally.encode()).isEqualTo(Tally.EMPTY.encode()).hasSize(3);
        assertThat(tally.member()).isEqualTo(Member.NONE);
        assertThat(tally.first()).isZero();
        assertThat(tally.last()).isZero();
    }

    @Test
    void encode_usualTally_isSmall() {
        Tally tally = World.mobile(World.join(
                World.established(5, Category.FRAUD, T),
                List.of(World.fresh(50, 3, Category.THREAT, T + 9), World.fresh(51, 4, Category.LEGITIMATE, T + 10))));

        assertThat(tally.encode().length).isBetween(60, 100);
        assertThat(Tally.decode(tally.encode())).isEqualTo(tally).hasSameHashCodeAs(tally);
        assertThat(Tally.decode(tally.encode()).at(T + 99, World.POLICY).bad())
                .isEqualTo(tally.at(T + 99, World.POLICY).bad());
    }

    @Test
    void decode_trailingByte_isRefused() {
        byte[] bytes = java.util.Arrays.copyOf(Tally.EMPTY.encode(), 4);

        assertThatThrownBy(() -> Tally.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 3000)
    void decode_garbage_isRefused(@ForAll byte[] bytes) {
        onlyIllegalArgument(bytes);
    }

    @Property(tries = 500)
    void decode_damaged_isRefusedOrHarmless(@ForAll Random random) {
        byte[] bytes = World.mobile(World.established(5, Category.FRAUD, T)).encode();
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        onlyIllegalArgument(bytes);
    }

    private static void onlyIllegalArgument(byte[] bytes) {
        try {
            Tally tally = Tally.decode(bytes);
            World.assess(tally, BlockPage.EMPTY, Standing.NONE, T);
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void level_officialNumber_isNeverRaised() {
        Tally tally = Dossier.of(
                        World.POLICY, NumberKind.SERVICE_95, true, World.established(50, Category.IMPERSONATION, T))
                .tally();

        assertThat(tally.level()).isEqualTo(Level.LOW);
        assertThat(tally.member().counted()).isFalse();
    }
}

package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DecayTest {
    @Property
    void exp2_anyExponent_agreesWithTheLibrary(@ForAll @DoubleRange(min = -1000, max = 1000) double x) {
        double expected = StrictMath.pow(2, x);
        // A rounding each for the table's root, the series, their product and the oracle: four half units in the last
        // place,
        // which are up to 2.2e-16 of the value, and as much again for the argument's reduction.
        assertThat(Decay.exp2(x)).isCloseTo(expected, within(expected * 8 * 1.12e-16));
    }

    @Test
    void exp2_wholeExponent_isExact() {
        for (int x = -1022; x < 1023; x++) {
            assertThat(Decay.exp2(x)).isEqualTo(Math.scalb(1.0, x));
        }
    }

    @Test
    void exp2_outOfRange_staysFinite() {
        assertThat(Decay.exp2(-1e9)).isZero();
        assertThat(Decay.exp2(Double.NaN)).isZero();
        assertThat(Decay.exp2(1e9)).isEqualTo(0x1p1023);
        assertThat(Decay.exp2(-1021.999)).isGreaterThan(0);
    }

    @Test
    void left_wholeHalfLives_halvesEachTime() {
        assertThat(Decay.left(0, 30)).isEqualTo(1);
        assertThat(Decay.left(-5, 30)).isEqualTo(1);
        assertThat(Decay.left(30 * World.DAY, 30)).isEqualTo(0.5);
        assertThat(Decay.left(90 * World.DAY, 30)).isEqualTo(0.125);
    }

    @Test
    void forward_latestTime_staysFiniteForAWholePage() {
        assertThat(10_000 * Decay.forward(Opinion.LATEST, 30)).isFinite();
        assertThat(Decay.forward(946_684_800L, 30)).isGreaterThan(Double.MIN_NORMAL);
        assertThat(Decay.forward(World.START, 30) * Decay.backward(World.START + 30 * World.DAY, 30))
                .isCloseTo(0.5, within(1e-15));
    }
}

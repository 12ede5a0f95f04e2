package org.zhenhao.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void figure_thatWavers_staysWhereItWas() {
        int published = Steps.figure(72.4, Steps.SCORE, -1);
        assertThat(published).isEqualTo(70);
        for (double wavering : new double[] {72.6, 74, 68, 77, 46}) {
            published = Steps.figure(wavering, Steps.SCORE, published);
        }
        assertThat(published).isEqualTo(70);
        assertThat(Steps.figure(78, Steps.SCORE, published)).isEqualTo(80);
        assertThat(Steps.figure(44, Steps.SCORE, published)).isEqualTo(45);
    }

    @Test
    void figure_thatFallsSlowly_movesInFewSteps() {
        int moves = 0;
        int published = Steps.figure(100, Steps.SCORE, -1);
        for (double exact = 100; exact >= 50; exact -= 0.1) {
            int next = Steps.figure(exact, Steps.SCORE, published);
            moves += next == published ? 0 : 1;
            published = next;
        }
        assertThat(moves).isEqualTo(1);
    }

    @Test
    void count_belowThree_isNone() {
        assertThat(Steps.count(0)).isZero();
        assertThat(Steps.count(2)).isZero();
        assertThat(Steps.count(3)).isEqualTo(3);
        assertThat(Steps.count(4)).isEqualTo(3);
        assertThat(Steps.count(9)).isEqualTo(5);
        assertThat(Steps.count(10)).isEqualTo(10);
        assertThat(Steps.count(49)).isEqualTo(20);
        assertThat(Steps.count(999)).isEqualTo(500);
        assertThat(Steps.count(1_000)).isEqualTo(1_000);
        assertThat(Steps.count(Integer.MAX_VALUE)).isEqualTo(1_000_000_000);
    }
}

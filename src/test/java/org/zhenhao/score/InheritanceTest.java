package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;

class InheritanceTest {
    private static final Inheritance FULL = new Inheritance(1, 40, false);
    private static final long T = World.START;

    private static Assessment assess(Tally tally, Standing standing, @Nullable Inheritance inheritance) {
        BlockPage page = World.alone(World.MOBILE, NumberKind.MOBILE_MVNO, tally);
        Evidence evidence = new Evidence(World.number(World.MOBILE, NumberKind.MOBILE_MVNO), tally, page, standing);
        return World.SCORER.assess(evidence.inheriting(inheritance), T + 3_600);
    }

    private static Tally fresh(int reporters) {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 1; i <= reporters; i++) {
            opinions.add(World.fresh(i, i * 1_000_003L, Category.FRAUD, T + i));
        }
        return World.tally(NumberKind.MOBILE_MVNO, opinions);
    }

    @Test
    void share_liftsAFreshNumber_andSaysSo() {
        Assessment alone = assess(fresh(1), Standing.NONE, null);
        Assessment linked = assess(fresh(1), Standing.NONE, FULL);
        assertThat(linked.risk()).isGreaterThan(alone.risk());
        assertThat(linked.reasons()).extracting(Assessment.Reason::code).contains("campaign");
        assertThat(assess(fresh(1), Standing.NONE, new Inheritance(0.3, 5, false))
                        .risk())
                .isBetween(alone.risk(), linked.risk());
    }

    @Test
    void share_aloneOrWithNewReporters_neverGivesHigh() {
        for (int reporters = 0; reporters <= 60; reporters++) {
            assertThat(assess(fresh(reporters), Standing.NONE, FULL).level()).isNotEqualTo(Level.HIGH);
        }
        assertThat(assess(Tally.EMPTY, Standing.NONE, FULL).level()).isIn(Level.UNKNOWN, Level.LOW);
        assertThat(FULL.lift(0.9)).isEqualTo(0.9);
        assertThat(new Inheritance(17, 1, false).lift(0.1)).isEqualTo(Inheritance.MOST);
    }

    @Test
    void share_ofARegisteredNumber_countsForNothing() {
        for (Standing standing : List.of(Standing.OFFICIAL, Standing.BUSINESS, Standing.COLLECTOR)) {
            assertThat(assess(fresh(3), standing, FULL).risk())
                    .isEqualTo(assess(fresh(3), standing, null).risk());
        }
    }

    @Test
    void contactBook_isAReason() {
        assertThat(assess(fresh(1), Standing.NONE, new Inheritance(0, 0, true)).reasons())
                .extracting(Assessment.Reason::code)
                .contains("third_party_contact")
                .doesNotContain("campaign");
    }
}

package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;

class PolicyTest {
    @Test
    void of_itsOwnSettings_isTheSamePolicy() {
        Policy policy = Policy.of(Map.of("half-life.fraud", "60", "kind.mobile.root", " 0.004 "));

        Policy again = Policy.of(policy.toMap());

        assertThat(again.toMap()).isEqualTo(policy.toMap());
        assertThat(again.fingerprint()).isEqualTo(policy.fingerprint());
        assertThat(again.version()).isEqualTo(policy.version());
        assertThat(again.halfLives.of(Category.FRAUD.code())).isEqualTo(60);
        assertThat(again.kind(NumberKind.MOBILE).root()).isEqualTo(0.004);
    }

    @Test
    void standard_namesEverySetting_andIsVersionOne() {
        assertThat(Policy.standard().version()).isEqualTo("1");
        assertThat(Policy.standard().toMap()).containsEntry("half-life.legitimate", "60");
        for (Category category : Category.values()) {
            assertThat(Policy.standard().toMap()).containsKey("half-life." + category.wire());
        }
        for (NumberKind kind : NumberKind.values()) {
            assertThat(Policy.standard().toMap()).containsKey("kind." + kind.wire() + ".root");
        }
    }

    @Test
    void of_overrides_changesVersionAndFingerprint() {
        Policy changed = Policy.of(Map.of("cap.bad", "20"));

        assertThat(changed.fingerprint()).isNotEqualTo(Policy.standard().fingerprint());
        assertThat(changed.version())
                .startsWith("1-")
                .isNotEqualTo(Policy.standard().version());
    }

    @Test
    void of_faults_namesAllOfThem() {
        Map<String, String> faulty = Map.of(
                "half-life.frauds", "3",
                "half-life.fraud", "0",
                "cap.bad", "much",
                "cap.good", "NaN",
                "level.elevated-in", "0.9");

        assertThatThrownBy(() -> Policy.of(faulty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown setting half-life.frauds")
                .hasMessageContaining("half-life.fraud is 0, but has to lie between 0.01 and 36500")
                .hasMessageContaining("cap.bad is not a number: much")
                .hasMessageContaining("cap.good is NaN")
                .hasMessageContaining("level.elevated-in must not exceed level.high-in");
    }

    @Test
    void levelRule_thresholds_areTheRisksTheyStandFor() {
        LevelRule rule = Policy.standard().levels;

        assertThat(rule.risk(rule.elevatedIn())).isCloseTo(0.55, within(1e-12));
        assertThat(rule.risk(rule.highOut())).isCloseTo(0.65, within(1e-12));
    }

    @Test
    void step_everyTransition_hasItsHysteresis() {
        LevelRule rule = Policy.standard().levels;
        double between = (rule.highOut() + rule.highIn()) / 2;
        double calm = (rule.elevatedOut() + rule.elevatedIn()) / 2;

        assertThat(rule.step(Level.LOW, rule.highIn(), 0.7, 7)).isEqualTo(Level.HIGH);
        assertThat(rule.step(Level.LOW, rule.highIn(), 0.69, 7)).isEqualTo(Level.ELEVATED);
        assertThat(rule.step(Level.LOW, rule.highIn(), 9, 3)).isEqualTo(Level.ELEVATED);
        assertThat(rule.step(Level.LOW, between, 9, 7)).isEqualTo(Level.ELEVATED);
        assertThat(rule.step(Level.HIGH, between, 9, 0)).isEqualTo(Level.HIGH);
        assertThat(rule.step(Level.HIGH, between, 0.3, 7)).isEqualTo(Level.ELEVATED);
        assertThat(rule.step(Level.HIGH, calm, 9, 7)).isEqualTo(Level.LOW);
        assertThat(rule.step(Level.ELEVATED, calm, 0, 0)).isEqualTo(Level.ELEVATED);
        assertThat(rule.step(Level.LOW, calm, 0, 0)).isEqualTo(Level.LOW);
    }
}

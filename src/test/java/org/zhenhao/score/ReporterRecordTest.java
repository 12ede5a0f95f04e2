package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;

class ReporterRecordTest {
    private static final ReporterRule RULE = World.POLICY.reporters();
    private static final long DAY = 86_400;

    private static ReporterRecord busy() {
        ReporterRecord record =
                ReporterRecord.UNKNOWN.at(World.START, RULE).agreed(3).disagreed(1);
        for (int i = 0; i < 20; i++) {
            record = record.reported(
                    new ReporterRecord.Recent("+861391234" + (1000 + i), NumberKind.MOBILE, World.START + i));
        }
        return record.suspected(0.5, RULE);
    }

    @Test
    void weight_unknownReporter_isThatOfANewOne() {
        assertThat(ReporterRecord.UNKNOWN.weight(RULE)).isCloseTo(0.387, within(0.001));
        assertThat(ReporterRecord.UNKNOWN.established(RULE)).isFalse();
    }

    @Test
    void weight_moreAgreement_neverWeighsLess() {
        double before = 0;
        for (int i = 0; i < 50; i++) {
            double weight = ReporterRecord.UNKNOWN.agreed(i).weight(RULE);
            assertThat(weight).isBetween(before, Opinion.MOST_WEIGHT);
            before = weight;
        }
        assertThat(ReporterRecord.UNKNOWN.disagreed(10).weight(RULE)).isZero();
    }

    @Test
    void reported_moreThanRemembered_keepsTheLatest() {
        ReporterRecord record = busy();

        assertThat(record.recent()).hasSize(ReporterRecord.MOST_RECENT);
        assertThat(record.recent().get(0).number()).isEqualTo("+8613912341019");
        assertThat(record.find("+8613912341003")).isNull();
        assertThat(record.find("+8613912341004")).isNotNull();
    }

    @Test
    void at_halfLives_decayAndEndAQuarantineByTheModel() {
        ReporterRecord caught = busy().suspected(3, RULE);
        assertThat(caught.quarantine()).isEqualTo(ReporterRecord.Quarantine.MODEL);

        assertThat(caught.at(World.START + 180 * DAY, RULE).agreed()).isCloseTo(1.5, within(1e-9));
        assertThat(caught.at(World.START + 60 * DAY, RULE).quarantined()).isTrue();
        assertThat(caught.at(World.START + 180 * DAY, RULE).quarantined()).isFalse();
        assertThat(caught.under(ReporterRecord.Quarantine.MODERATOR)
                        .at(World.START + 3_600 * DAY, RULE)
                        .quarantined())
                .isTrue();
        assertThat(caught.at(World.START - DAY, RULE)).isEqualTo(caught);
    }

    @Test
    void under_lifted_forgetsSuspicion() {
        ReporterRecord lifted = busy().suspected(3, RULE).under(ReporterRecord.Quarantine.NONE);

        assertThat(lifted.quarantined()).isFalse();
        assertThat(lifted.suspected(0.34, RULE).quarantined()).isFalse();
    }

    @Test
    void encode_decoded_isEqualAndCompact() {
        byte[] bytes = busy().encode();

        assertThat(ReporterRecord.decode(bytes)).isEqualTo(busy());
        assertThat(bytes.length).isLessThan(420);
        assertThat(ReporterRecord.decode(ReporterRecord.UNKNOWN.encode())).isEqualTo(ReporterRecord.UNKNOWN);
    }

    @Test
    void decode_cutOff_isRefused() {
        byte[] bytes = busy().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ReporterRecord.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package org.zhenhao.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;

class PublicationRuleTest {
    private static final long NOW = 1_790_000_000L;
    private static final Policy POLICY = Policy.standard();
    private static final Scorer SCORER = new Scorer(POLICY);

    private static @Nullable PublishedEntry entry(NumberKind kind, int reporters, int networks, Standing standing) {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < reporters; i++) {
            opinions.add(new Opinion(
                    i * 31L + 7,
                    i + 1L,
                    (1 + i % networks) * 0x9E3779B97F4A7C15L,
                    Category.FRAUD,
                    NOW - 60L * i,
                    0.9,
                    Opinion.Tier.ESTABLISHED,
                    Opinion.State.LIVE));
        }
        ParsedNumber number =
                new ParsedNumber("+8613912345678", "+8613912345678", kind, "CN", null, null, Verstat.NONE, List.of());
        Evidence evidence =
                new Evidence(number, Dossier.of(POLICY, kind, false, opinions).tally(), BlockPage.EMPTY, standing);
        return PublicationRule.entry(evidence, SCORER.assess(evidence, NOW));
    }

    @Test
    void entry_severalReportersOfSeveralNetworks_isPublishedCoarsely() {
        PublishedEntry entry = Objects.requireNonNull(entry(NumberKind.MOBILE, 8, 8, Standing.NONE));

        assertThat(entry.category()).isEqualTo(Category.FRAUD);
        assertThat(entry.level()).isEqualTo(Level.HIGH);
        assertThat(entry.band() % 10).isZero();
        assertThat(entry.band()).isBetween(70, 90);
        assertThat(entry.reporters()).isEqualTo(5);
    }

    @Test
    void entry_oneOrTwoReporters_isNeverPublished() {
        assertThat(entry(NumberKind.MOBILE, 1, 1, Standing.NONE)).isNull();
        assertThat(entry(NumberKind.MOBILE, 2, 2, Standing.NONE)).isNull();
    }

    @Test
    void entry_manyReportersOfOneNetwork_isNotPublished() {
        assertThat(entry(NumberKind.MOBILE, 40, 1, Standing.NONE)).isNull();
    }

    @Test
    void entry_officialNumber_isNeverPublished() {
        assertThat(entry(NumberKind.MOBILE, 40, 40, Standing.OFFICIAL)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHHELD", "IMPOSSIBLE", "LOCAL_FIXED", "EMERGENCY"})
    void entry_keyThatNoSubscriberHolds_isNotPublished(NumberKind kind) {
        assertThat(entry(kind, 40, 40, Standing.NONE)).isNull();
    }
}

package org.zhenhao.lookup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Level;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;

/**
 * Scores each lookup a second time under the settings {@code zhenhao.shadow-policy.*}, on top of {@code zhenhao.policy.*}, and shows
 * in the metrics how the verdicts would differ. It answers nobody. Tallies are those of the live policy, so that what a
 * shadow policy changes about half-lives and caps shows only in how tallies are read. Thread-safe.
 */
@Singleton
class Shadow {
    private static final String PREFIX = "zhenhao.shadow-policy.";

    private final @Nullable Scorer scorer;
    private final MeterRegistry metrics;
    private final DistributionSummary higher;
    private final DistributionSummary lower;

    @Inject
    Shadow(Policy live, Config config, MeterRegistry metrics) {
        this.metrics = metrics;
        Map<String, String> own = Models.settings(config, PREFIX);
        if (own.isEmpty()) {
            scorer = null;
        } else {
            Map<String, String> all = new java.util.TreeMap<>(live.toMap());
            all.putAll(own);
            scorer = new Scorer(Policy.of(all));
        }
        higher = difference("higher");
        lower = difference("lower");
    }

    private DistributionSummary difference(String direction) {
        return DistributionSummary.builder("zhenhao.shadow.difference")
                .description("Points by which the shadow policy's score differs from the live one's")
                .tag("direction", direction)
                .serviceLevelObjectives(1, 2, 5, 10, 20, 40)
                .register(metrics);
    }

    void compare(Verdict verdict) {
        if (scorer == null) {
            return;
        }
        Assessment other = scorer.assess(verdict.found().evidence(), verdict.asOf());
        double points = (other.risk() - verdict.assessment().risk()) * 100;
        (points >= 0 ? higher : lower).record(Math.abs(points));
        if (other.level() != verdict.assessment().level()) {
            flip(verdict.assessment().level(), other.level()).increment();
        }
    }

    private Counter flip(Level live, Level shadow) {
        return metrics.counter("zhenhao.shadow.flips", "live", live.wire(), "shadow", shadow.wire());
    }
}

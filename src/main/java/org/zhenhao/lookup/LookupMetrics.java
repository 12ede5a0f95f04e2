package org.zhenhao.lookup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.zhenhao.reputation.Tier;
import org.zhenhao.score.Level;

/** Counts and times lookups. Thread-safe. */
@Singleton
final class LookupMetrics {
    /** Plain adders, which the registry reads when it is asked: its own counters look for a trace at each count. */
    private final Map<Tier, LongAdder[]> lookups = new EnumMap<>(Tier.class);

    private final Map<Tier, Timer> times = new EnumMap<>(Tier.class);
    private final Counter refused;
    private final Counter unavailable;

    @Inject
    LookupMetrics(MeterRegistry metrics) {
        for (Tier tier : Tier.values()) {
            LongAdder[] byLevel = new LongAdder[Level.values().length];
            for (Level level : Level.values()) {
                LongAdder count = new LongAdder();
                byLevel[level.ordinal()] = count;
                FunctionCounter.builder("zhenhao.lookups", count, LongAdder::doubleValue)
                        .description("Numbers looked up, by the slowest tier asked and the level answered")
                        .tags("tier", tier.wire(), "level", level.wire())
                        .register(metrics);
            }
            lookups.put(tier, byLevel);
            times.put(
                    tier,
                    Timer.builder("zhenhao.lookup")
                            .description("Time from the request to the verdict, single lookups")
                            .tag("tier", tier.wire())
                            .serviceLevelObjectives(
                                    Duration.ofMillis(1),
                                    Duration.ofMillis(5),
                                    Duration.ofMillis(20),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(500))
                            .register(metrics));
        }
        refused = Counter.builder("zhenhao.lookups.refused")
                .description("Inputs that no network presents")
                .register(metrics);
        unavailable = Counter.builder("zhenhao.lookups.unavailable")
                .description("Lookups that no tier could answer")
                .register(metrics);
    }

    void answered(Verdict verdict) {
        LongAdder[] byLevel = lookups.get(verdict.found().tier());
        if (byLevel != null) {
            byLevel[verdict.assessment().level().ordinal()].increment();
        }
    }

    void took(Tier tier, long nanos) {
        Timer timer = times.get(tier);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void refused() {
        refused.increment();
    }

    void unavailable() {
        unavailable.increment();
    }
}

package org.zhenhao.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Counts what the intake does. Thread-safe. */
@Singleton
final class IntakeMetrics {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter failed;
    private final Counter turnedAway;
    private final DistributionSummary groupSize;
    private final Timer commit;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = reports("stored");
        this.failed = reports("failed");
        this.turnedAway = reports("turned_away");
        this.groupSize = DistributionSummary.builder("zhenhao.intake.group")
                .description("Reports that shared one transaction")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.commit = Timer.builder("zhenhao.intake.commit")
                .description("Time from the start of a group's transaction to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private Counter reports(String outcome) {
        return Counter.builder("zhenhao.intake.reports")
                .description("Reports by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void watchBuffer(Collection<?> buffer) {
        registry.gaugeCollectionSize("zhenhao.intake.waiting", java.util.List.of(), buffer);
    }

    void committed(int reports, Duration took) {
        stored.increment(reports);
        groupSize.record(reports);
        commit.record(took);
    }

    void failed(int reports) {
        failed.increment(reports);
    }

    void turnedAway() {
        turnedAway.increment();
    }

    /** Counts reporters quarantined by the model, and their opinions taken back with them. */
    void acted(List<ReporterTable.Act> acts) {
        for (ReporterTable.Act act : acts) {
            registry.counter("zhenhao.quarantines", "by", act.actor()).increment();
            registry.counter("zhenhao.suppressed.opinions").increment(act.opinions());
        }
    }
}

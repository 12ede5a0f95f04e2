package org.zhenhao.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Judges reports when their time has come, and counts what becomes of their reporters. Thread-safe. */
@Singleton
class Moderation {
    private static final Logger LOG = Logger.getLogger(Moderation.class);
    private static final int HEARINGS_AT_ONCE = 500;
    private static final int SESSIONS_AT_ONCE = 40;

    private final Intake intake;
    private final Counter judged;
    private final AtomicLong quarantined;

    Moderation(Intake intake, MeterRegistry metrics) {
        this.intake = intake;
        this.judged = Counter.builder("zhenhao.judgements")
                .description("Reports judged by what others said later")
                .register(metrics);
        this.quarantined = metrics.gauge("zhenhao.quarantined.reporters", new AtomicLong());
    }

    @Scheduled(every = "20s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hold() {
        try {
            int held = HEARINGS_AT_ONCE;
            for (int session = 0; held == HEARINGS_AT_ONCE && session < SESSIONS_AT_ONCE; session++) {
                held = intake.corrections().judge(HEARINGS_AT_ONCE);
                judged.increment(held);
            }
            quarantined.set(intake.side().inTransaction(ReporterTable::countQuarantined));
        } catch (SQLException failure) {
            LOG.warnf("reports could not be judged, next time perhaps: %s", failure.getMessage());
        }
    }

    /** Reporters under quarantine, the latest first. Blocks. */
    List<ReporterTable.Quarantined> quarantined(int most) throws SQLException {
        return intake.side().inTransaction(connection -> ReporterTable.quarantined(connection, most));
    }

    /** What was done to a reporter, the latest first. Blocks. */
    List<ReporterTable.Act> acts(long reporter) throws SQLException {
        return intake.side().inTransaction(connection -> ReporterTable.acts(connection, reporter));
    }
}

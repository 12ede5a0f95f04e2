package org.zhenhao.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Judges reports when their time has come, and counts what becomes of their reporters. Thread-safe. */
@Singleton
class Moderation {
    private static final Logger LOG = Logger.getLogger(Moderation.class);
    private static final int HEARINGS_AT_ONCE = 500;
    private static final int SESSIONS_AT_ONCE = 40;
    private static final int QUARANTINES_AT_ONCE = 500;
    private static final int MOST_BURSTS = 1000;

    private final Intake intake;
    private final Counter judged;
    private final AtomicLong quarantined;
    private final AtomicLong bursts;
    private long swept = Long.MIN_VALUE;

    Moderation(Intake intake, MeterRegistry metrics) {
        this.intake = intake;
        this.judged = Counter.builder("zhenhao.judgements")
                .description("Reports judged by what others said later")
                .register(metrics);
        this.bursts = metrics.gauge("zhenhao.suppressed.bursts", new AtomicLong());
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
            sweep();
            quarantined.set(intake.side().inTransaction(ReporterTable::countQuarantined));
        } catch (SQLException failure) {
            LOG.warnf("reports could not be judged, next time perhaps: %s", failure.getMessage());
        }
    }

    /** Takes some of those off the list whose quarantine has ended by itself; the next time those behind them. */
    void sweep() throws SQLException {
        WriteSide side = intake.side();
        swept = side.inTransaction(connection -> {
            List<ReporterTable.Quarantined> some =
                    ReporterTable.quarantinedByModel(connection, swept, QUARANTINES_AT_ONCE);
            ReporterTable.expire(connection, decayed(connection, some), side::nextId, side.now());
            return some.size() < QUARANTINES_AT_ONCE
                    ? Long.MIN_VALUE
                    : some.get(some.size() - 1).reporter();
        });
    }

    private List<ReporterTable.Quarantined> decayed(Connection connection, List<ReporterTable.Quarantined> listed)
            throws SQLException {
        WriteSide side = intake.side();
        return ReporterTable.decayed(connection, listed, side.policy().reporters(), side.now());
    }

    /** Reporters under quarantine now, the latest first. Blocks. */
    List<ReporterTable.Quarantined> quarantined(int most) throws SQLException {
        return intake.side().inTransaction(connection -> {
            List<ReporterTable.Quarantined> listed = new ArrayList<>(ReporterTable.quarantined(connection, most));
            listed.removeAll(decayed(connection, listed));
            return listed;
        });
    }

    /** Numbers with more reports in one hour than count in full, of the last hours, the latest first. Blocks. */
    List<BurstTable.Burst> bursts(int hours, int most) throws SQLException {
        WriteSide side = intake.side();
        long since = ReportIds.least(side.now() - hours * 3_600L);
        return side.inTransaction(
                connection -> BurstTable.since(connection, since, side.policy().burstFree(), most));
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void countBursts() {
        try {
            bursts.set(bursts(1, MOST_BURSTS).size());
        } catch (SQLException failure) {
            LOG.warnf("bursts could not be counted, next time perhaps: %s", failure.getMessage());
        }
    }

    /** What was done to a reporter, the latest first. Blocks. */
    List<ReporterTable.Act> acts(long reporter) throws SQLException {
        return intake.side().inTransaction(connection -> ReporterTable.acts(connection, reporter));
    }
}

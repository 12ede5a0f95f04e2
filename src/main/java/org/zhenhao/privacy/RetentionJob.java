package org.zhenhao.privacy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.zhenhao.report.Erasure;
import org.zhenhao.report.Months;
import org.zhenhao.store.CannotStart;
import org.zhenhao.store.Leases;

/** Erases what has been kept long enough, on one replica at a time, some of it in each transaction. Thread-safe. */
@Singleton
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    /** Steps of one kind in one run, so that no run lasts for ever. */
    private static final int MOST_STEPS = 2_000;

    private static final Duration LEAST = Duration.ofDays(1);

    private final AgroalDataSource store;
    private final Leases leases;
    private final Erasure erasure;
    private final Months months;
    private final RetentionSettings settings;
    private final Clock clock;

    @Inject
    RetentionJob(
            AgroalDataSource store,
            Leases leases,
            Erasure erasure,
            Months months,
            RetentionSettings settings,
            Clock clock) {
        this.store = store;
        this.leases = leases;
        this.erasure = erasure;
        this.months = months;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        for (Kind kind : Kind.values()) {
            if (kind.kept(settings).compareTo(LEAST) < 0) {
                throw CannotStart.because("zhenhao.retention." + kind.wire()
                        + " is less than P1D: what was just accepted would be erased, and nothing brings it back");
            }
        }
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        makeAhead();
        for (Kind kind : Kind.values()) {
            try {
                if (leases.take("retention", LEASE)) {
                    enforce(kind, clock.instant().minus(kind.kept(settings)));
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warnf(
                        "retention of %s could not be carried out, next time perhaps: %s", kind.wire(), e.getMessage());
            }
        }
    }

    private void makeAhead() {
        try {
            if (leases.take("retention", LEASE)) {
                months.ahead();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    "partitions could not be made ahead, what is accepted goes to the last one until they are: %s",
                    e.getMessage());
        }
    }

    Map<Kind, RetentionTable.State> states() throws SQLException {
        try (Connection connection = store.getConnection()) {
            return RetentionTable.states(connection);
        }
    }

    /** Erases what is older than a time of one kind. */
    void enforce(Kind kind, Instant before) throws SQLException {
        RetentionTable.State state = states().getOrDefault(kind, RetentionTable.State.NEVER);
        long removed = state.removed() + dropWhole(kind, before);
        for (int step = 0; step < MOST_STEPS; step++) {
            Step done = step(kind, state.upto(), before);
            removed += done.count;
            state = new RetentionTable.State(done.upto, clock.instant().getEpochSecond(), removed);
            try (Connection connection = store.getConnection()) {
                RetentionTable.put(connection, kind, state);
            }
            if (done.last) {
                break;
            }
            leases.take("retention", LEASE);
        }
        if (kind == Kind.REPORTS) {
            // Their rows went one by one, for the tallies had to be made anew without them; the space goes at once.
            months.dropEmpty(Months.Table.REPORT, before);
            months.dropEmpty(Months.Table.REPORT_BY, before);
        }
    }

    /** Drops the months on which nothing else depends. */
    private long dropWhole(Kind kind, Instant before) throws SQLException {
        return switch (kind) {
            case CONDUCT -> months.drop(Months.Table.CONDUCT_FACT, before);
            case TRACES -> months.drop(Months.Table.CAMPAIGN_TRACE, before);
            case NOTES -> months.drop(Months.Table.REPORT_CASE, before);
            default -> 0;
        };
    }

    private record Step(long upto, long count, boolean last) {}

    private Step step(Kind kind, long upto, Instant before) throws SQLException {
        if (kind == Kind.REPORTS) {
            Erasure.Swept swept = erasure.sweep(upto, before);
            return new Step(swept.upto(), swept.count(), swept.done());
        }
        try (Connection connection = store.getConnection()) {
            if (kind == Kind.NOTES) {
                long below = Erasure.idAt(before);
                long last = RetentionTable.strip(connection, upto, below);
                return new Step(last < 0 ? upto : last, 0, last < 0);
            }
            long count = 0;
            for (String sql : kind.statements()) {
                count += RetentionTable.run(connection, kind, sql, before);
            }
            return new Step(upto, count, count == 0);
        }
    }
}

package org.zhenhao.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.zhenhao.reputation.Reputation;

/**
 * Makes all tallies anew in the background after the policy has changed, and says so in health and metrics meanwhile. Lookups and
 * reports go on. Thread-safe.
 */
@Singleton
class PolicyCatchUp {
    private static final Logger LOG = Logger.getLogger(PolicyCatchUp.class);
    private static final int NUMBERS_AT_ONCE = 200;

    private final PolicyProgress progress;
    private final Reputation reputation;
    private final Counter numbers;
    private volatile PolicyProgress.State state = PolicyProgress.State.CURRENT;
    private volatile boolean ending;

    @Inject
    PolicyCatchUp(Intake intake, Reputation reputation, MeterRegistry metrics) {
        this.progress = new PolicyProgress(intake.side());
        this.reputation = reputation;
        this.numbers = Counter.builder("zhenhao.policy.rebuilt.numbers")
                .description("Tallies made anew after a change of the policy")
                .register(metrics);
        Gauge.builder("zhenhao.policy.behind", this, self -> self.state == PolicyProgress.State.CURRENT ? 0 : 1)
                .description("Whether the store holds tallies of another policy than this replica's")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) throws SQLException {
        state = progress.begin();
        if (state == PolicyProgress.State.REBUILDING) {
            LOG.info("The scoring policy has changed: all tallies are made anew in the background");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        ending = true;
    }

    @Scheduled(every = "5s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        if (state == PolicyProgress.State.CURRENT) {
            return;
        }
        try {
            Optional<PolicyProgress.Batch> batch = progress.step(NUMBERS_AT_ONCE);
            while (batch.isPresent() && batch.get().numbers() > 0 && !ending) {
                reputation.published(batch.get().changed());
                numbers.increment(batch.get().numbers());
                batch = progress.step(NUMBERS_AT_ONCE);
            }
            state = progress.state();
            if (state == PolicyProgress.State.CURRENT) {
                LOG.infof("All tallies follow the policy now; made anew here: %,.0f", numbers.count());
            }
        } catch (SQLException failure) {
            LOG.warnf("tallies could not be made anew, next time perhaps: %s", failure.getMessage());
        }
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck policy() {
        return () -> HealthCheckResponse.named("policy")
                .up()
                .withData("state", state.name().toLowerCase(Locale.ROOT))
                .withData("rebuilt", (long) numbers.count())
                .build();
    }
}

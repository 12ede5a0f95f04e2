package org.zhenhao.quota;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Makes the replicas count together: every 200 ms each tells what was spent through it and hears what was spent
 * through the others. Between two rounds a caller can spend more than its quota, by what the others let pass in that
 * time; with nobody to tell, each replica grants the whole quota, so that N of them grant N at most.
 */
@Singleton
final class QuotaSharing {
    private static final Duration ROUND = Duration.ofMillis(200);

    private final Quotas quotas;
    private final Instance<SharedCounts> counts;
    private final Clock clock;

    @Inject
    QuotaSharing(Quotas quotas, Instance<SharedCounts> counts, Clock clock) {
        this.quotas = quotas;
        this.counts = counts;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(ROUND.toMillis(), timer -> share());
    }

    private void share() {
        List<Account> accounts = List.copyOf(quotas.takeChanged());
        long now = clock.instant().getEpochSecond();
        // Told or not, what was spent is counted once: while nobody can be told, every replica holds the quota alone.
        List<SharedCounts.Spent> spent =
                accounts.stream().map(account -> account.tell(now)).toList();
        if (accounts.isEmpty() || !counts.isResolvable()) {
            return;
        }
        counts.get().add(spent).thenAccept(totals -> {
            for (int i = 0; i < accounts.size(); i++) {
                accounts.get(i).hear(spent.get(i), totals.get(i));
            }
        });
    }
}

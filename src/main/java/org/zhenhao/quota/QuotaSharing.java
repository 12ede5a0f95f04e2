package org.zhenhao.quota;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zhenhao.redis.RedisLinks;

/**
 * Makes the replicas count together: every 200 ms each tells what was spent through it and hears what is left of it all.
 * Between two rounds a caller can spend more than its quota, by what the others let pass in that time; with nobody to
 * tell, each replica grants the whole quota, so that N of them grant N at most.
 */
@Singleton
final class QuotaSharing {
    private static final Duration ROUND = Duration.ofMillis(200);

    /** Accounts told of in one round; the others wait for the next. */
    private static final int MOST = 2_000;

    private final Quotas quotas;
    private final SharedCounts counts;

    @Inject
    QuotaSharing(Quotas quotas, Optional<RedisLinks> redis) {
        this.quotas = quotas;
        this.counts = redis.<SharedCounts>map(RedisQuotas::new).orElse(SharedCounts.UNKNOWN);
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(ROUND.toMillis(), timer -> share());
    }

    private void share() {
        List<Account> accounts = quotas.takeChanged(MOST);
        if (accounts.isEmpty()) {
            return;
        }
        // Told or not, what was spent is counted once: while nobody can be told, every replica holds the quota alone.
        counts.draw(accounts.stream().map(Account::tell).toList()).thenAccept(missing -> {
            for (int i = 0; i < accounts.size(); i++) {
                accounts.get(i).hear(missing.get(i));
            }
        });
    }
}

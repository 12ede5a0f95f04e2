package org.zhenhao.screening;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Erases jobs whose time is over, and those whose sender fell silent in the middle. */
@Singleton
final class Janitor {
    private static final Logger LOG = Logger.getLogger(Janitor.class);

    private final JobStore jobs;
    private final ScreeningSettings settings;
    private final Clock clock;

    @Inject
    Janitor(JobStore jobs, ScreeningSettings settings, Clock clock) {
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        long now = clock.millis();
        try {
            for (String id : jobs.over(now, now - 2 * settings.stall().toMillis())) {
                jobs.erase(id);
                LOG.infof("screening %s is erased: its time is over", id);
            }
            jobs.eraseLost();
        } catch (RuntimeException e) {
            LOG.warnf("screenings could not be tidied up: %s", e.getMessage());
        }
    }
}

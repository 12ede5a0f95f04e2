package org.zhenhao.lookup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.zhenhao.reputation.Tiers;

/**
 * Health checks: the store decides whether this replica is ready, and once it is broken for good whether it lives; Redis and a full disk, which
 * leaves lookups as they are, are shown and decide nothing.
 */
final class Health {
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck live(Tiers tiers) {
        return () -> HealthCheckResponse.named("process")
                .status(!tiers.storeBroken())
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck store(Tiers tiers) {
        return () -> HealthCheckResponse.named("store")
                .status(tiers.storeAnswers())
                .withData("disk", tiers.diskFull() ? "full" : "ok")
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck redis(Tiers tiers) {
        return () -> {
            HealthCheckResponseBuilder check =
                    HealthCheckResponse.named("redis").up();
            return check.withData(
                            "state",
                            tiers.redisUp().map(up -> up ? "up" : "degraded").orElse("off"))
                    .build();
        };
    }
}

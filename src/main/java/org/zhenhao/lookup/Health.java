package org.zhenhao.lookup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.zhenhao.reputation.Tiers;

/** Health checks: the store decides whether this replica is ready; Redis is shown and decides nothing. */
final class Health {
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck live() {
        return () -> HealthCheckResponse.up("process");
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck store(Tiers tiers) {
        return () ->
                HealthCheckResponse.named("store").status(tiers.storeAnswers()).build();
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

package org.zhenhao.management;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * {@code /q/health/group/traffic}: whether a load balancer is to send requests here. Unlike readiness it does not ask
 * the store: all replicas lose it at once, and then each still answers what its caches know, which taking every one of
 * them out would end. It goes down when the process has been told to stop.
 */
@HealthGroup("traffic")
@ApplicationScoped
class Traffic implements HealthCheck {
    private volatile boolean stopping;

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("traffic").status(!stopping).build();
    }
}

package org.zhenhao.lookup;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhenhao.registry.Registry;
import org.zhenhao.reputation.Tiers;
import org.zhenhao.score.Policy;

/** Says at the start, in one line, what is running. */
@Singleton
final class StartLine {
    private static final Logger LOG = Logger.getLogger("org.zhenhao");
    private static final int LAST = 10_000;

    void start(
            @Observes @Priority(LAST) StartupEvent event,
            Tiers tiers,
            Registry registry,
            Policy policy,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        LOG.infof(
                "zhenhao started version=%s store=%s redis=%s registered=%,d model=%s java=%s",
                version,
                tiers.storeKind(),
                tiers.redisUp().isPresent() ? "on" : "off",
                registry.size(),
                policy.version(),
                Runtime.version().feature());
    }
}

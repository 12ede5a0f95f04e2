package org.zhenhao.lookup;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;

/** Gives everybody the scoring model and the words for verdicts, which know nothing of how they are put together. */
@Dependent
final class Models {
    @Produces
    @Singleton
    @DefaultBean
    Policy policy(Config config) {
        return Policy.of(settings(config, "zhenhao.policy."));
    }

    /** What the configuration sets below a prefix. */
    static Map<String, String> settings(Config config, String prefix) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(prefix)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(name.substring(prefix.length()), value));
            }
        }
        return settings;
    }

    @Produces
    @Singleton
    @DefaultBean
    Scorer scorer(Policy policy) {
        return new Scorer(policy);
    }

    @Produces
    @Singleton
    @DefaultBean
    NumberDisplay display() {
        return NumberDisplay.create();
    }

    @Produces
    @Singleton
    @DefaultBean
    VerdictWriter writer(Policy policy, NumberDisplay display) {
        return new VerdictWriter(policy.version(), display);
    }
}

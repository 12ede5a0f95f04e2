package org.zhenhao.lookup;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;

/** Gives everybody the scoring model and the words for verdicts, which know nothing of how they are put together. */
@Dependent
final class Models {
    @Produces
    @Singleton
    @DefaultBean
    Policy policy() {
        return Policy.standard();
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

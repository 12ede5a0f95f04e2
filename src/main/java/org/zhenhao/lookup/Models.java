package org.zhenhao.lookup;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;

/** Gives everybody the parser and the scoring model, which know nothing of how they are put together. */
@Dependent
final class Models {
    @Produces
    @Singleton
    @DefaultBean
    NumberParser parser() {
        return NumberParser.create();
    }

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

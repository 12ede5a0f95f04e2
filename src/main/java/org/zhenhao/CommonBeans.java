package org.zhenhao;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.zhenhao.number.NumberParser;

/** Things every feature shares that are no beans by themselves; a test may put others in their stead. */
final class CommonBeans {
    private CommonBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    static NumberParser numberParser() {
        return NumberParser.create();
    }
}

package org.zhenhao.loadtest;

import io.gatling.javaapi.core.Simulation;

/** Lookups and reports, 99 to 1. */
public class MixedSimulation extends Simulation {
    {
        double rate = Target.rate(1_000);
        setUp(Target.warmUp(rate), Mixed.population(rate))
                .protocols(Target.protocol())
                .assertions(Mixed.levels());
    }
}

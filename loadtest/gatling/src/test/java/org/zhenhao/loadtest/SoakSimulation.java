package org.zhenhao.loadtest;

import io.gatling.javaapi.core.Simulation;

/** The same at a quiet rate for as long as {@code seconds} says, hours as a rule; see that memory stays where it is. */
public class SoakSimulation extends Simulation {
    {
        double rate = Target.rate(300);
        setUp(Target.warmUp(rate), Mixed.population(rate))
                .protocols(Target.protocol())
                .assertions(Mixed.levels());
    }
}

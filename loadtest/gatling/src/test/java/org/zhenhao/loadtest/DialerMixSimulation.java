package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;

/** What dialers ask all day. */
public class DialerMixSimulation extends Simulation {
    {
        double rate = Target.rate(1_000);
        setUp(
                        Target.warmUp(rate),
                        scenario("dialer mix").feed(Numbers.mix()).exec(Target.lookup("lookup")).injectOpen(Target.measured(rate)))
                .protocols(Target.protocol())
                .assertions(
                        details("lookup").failedRequests().count().is(0L),
                        details("lookup").responseTime().percentile(99).lt(50));
    }
}

package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stressPeakUsers;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every lookup misses: known numbers that nobody asked for before, at a fixed rate; besides, from time to time hundreds ask for one
 * cold number at the same moment.
 */
public class MissStormSimulation extends Simulation {
    private static final int HERD = 300;

    {
        double rate = Target.rate(1_000);
        Iterator<Map<String, Object>> cold = Numbers.cold(0.5);
        Iterator<Map<String, Object>> herd = Stream.generate(cold::next)
                .flatMap(number -> Stream.generate(() -> number).limit(HERD))
                .iterator();
        setUp(
                        Target.warmUp(rate),
                        scenario("cold numbers").feed(Numbers.cold(0.1)).exec(Target.lookup("cold")).injectOpen(Target.measured(rate)),
                        scenario("herd")
                                .feed(herd)
                                .exec(Target.lookup("herd"))
                                .injectOpen(
                                        nothingFor(Target.WARM.plusSeconds(7)),
                                        stressPeakUsers(HERD).during(Duration.ofSeconds(1)),
                                        constantUsersPerSec(0).during(Duration.ofSeconds(4)),
                                        stressPeakUsers(HERD).during(Duration.ofSeconds(1))))
                .protocols(Target.protocol())
                .assertions(
                        details("cold").failedRequests().count().is(0L),
                        details("herd").failedRequests().count().is(0L),
                        details("cold").responseTime().percentile(99).lt(200),
                        details("herd").responseTime().percentile(99).lt(500));
    }
}

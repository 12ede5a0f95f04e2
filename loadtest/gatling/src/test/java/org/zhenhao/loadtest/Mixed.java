package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;

/** Ninety-nine lookups of the dialer mix for each report. */
final class Mixed {
    private static final double REPORTS = 1;

    private Mixed() {}

    static PopulationBuilder population(double rate) {
        return scenario("99 to 1")
                .feed(Numbers.mix())
                .exec(randomSwitch()
                        .on(
                                percent(REPORTS).then(Reports.report()),
                                percent(100 - REPORTS).then(Target.lookup("lookup"))))
                .injectOpen(Target.measured(rate));
    }

    static Assertion[] levels() {
        return new Assertion[] {
            details("lookup").failedRequests().count().is(0L),
            details("report").failedRequests().count().is(0L),
            details("lookup").responseTime().percentile(99).lt(50),
            details("report").responseTime().percentile(99).lt(500)
        };
    }
}

package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * Everybody reports one number; whoever was told that his report is stored must find it counted at once. The warm-up reports other numbers:
 * what is measured is a storm, not the first reports of a process that has just started, as {@link ColdReportStormSimulation} does.
 */
public class ReportStormSimulation extends Simulation {
    private static final String NUMBER = System.getProperty("number", "17099990001");

    public ReportStormSimulation() {
        this(Reports.of("warm-up of a report"));
    }

    /** @param warmUp what the warm-up asks besides lookups */
    ReportStormSimulation(HttpRequestActionBuilder warmUp) {
        double rate = Target.rate(200);
        setUp(
                        Target.warmUp(rate),
                        Target.warmUp("second warm-up", rate, warmUp.silent()),
                        scenario("report storm")
                                .exec(session -> session.set("number", NUMBER))
                                .exec(Reports.report())
                                .exec(http("lookup after report")
                                        .get("/v1/numbers/#{number}")
                                        .check(status().is(200), jsonPath("$.reports.negative").ofInt().gt(0)))
                                .injectOpen(Target.measured(rate)),
                        scenario("onlookers")
                                .exec(session -> session.set("number", NUMBER))
                                .exec(Target.lookup("lookup"))
                                .injectOpen(Target.measured(rate)))
                .protocols(Target.protocol())
                .assertions(
                        details("report").failedRequests().count().is(0L),
                        details("lookup after report").failedRequests().count().is(0L),
                        details("lookup").failedRequests().count().is(0L),
                        details("report").responseTime().percentile(99).lt(500),
                        details("lookup").responseTime().percentile(99).lt(50));
    }
}

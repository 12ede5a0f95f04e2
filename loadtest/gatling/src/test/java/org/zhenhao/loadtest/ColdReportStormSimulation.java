package org.zhenhao.loadtest;

import static io.gatling.javaapi.http.HttpDsl.http;

/** The storm on a process that has not seen a report yet: its first seconds are those of classes being loaded and compiled. */
public class ColdReportStormSimulation extends ReportStormSimulation {
    public ColdReportStormSimulation() {
        super(http("second warm-up").get("/v1/numbers/#{number}"));
    }
}

package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.UUID;

/** The report that scenarios send: each is a reporter of his own. */
final class Reports {
    private Reports() {}

    /** A report on {@code #{number}}; good only when it was acknowledged as stored. */
    static ChainBuilder report() {
        return exec(session -> session.set("reporter", UUID.randomUUID().toString()))
                .exec(of("report"));
    }

    /** The same by {@code #{reporter}}. */
    static HttpRequestActionBuilder of(String name) {
        return http(name)
                .post("/v1/reports")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"number\":\"#{number}\",\"category\":\"fraud\",\"reporter\":\"#{reporter}\"}"))
                .check(status().is(201), jsonPath("$.id").exists());
    }
}

package org.zhenhao.loadtest;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.UUID;

/**
 * What all scenarios share: system properties {@code base}, {@code key}, {@code samples}, {@code rate} (requests a second),
 * {@code seconds}, {@code warm} (seconds of warm-up, whose requests appear in no figure), and the lookup.
 */
final class Target {
    static final Duration WARM = Duration.ofSeconds(Integer.getInteger("warm", 15));
    static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds", 30));

    private static final int WARM_FROM = 20;

    private Target() {}

    static double rate(int usual) {
        return Integer.getInteger("rate", usual);
    }

    /** Keep-alive connections shared by all virtual users, as a proxy in front of the service would hold them. */
    static HttpProtocolBuilder protocol() {
        return http.baseUrl(System.getProperty("base", "http://127.0.0.1:18080"))
                .header("X-Api-Key", System.getProperty("key", ""))
                .shareConnections()
                .disableCaching();
    }

    /** A lookup of {@code #{number}} from the session. */
    static ChainBuilder lookup(String name) {
        return io.gatling.javaapi.core.CoreDsl.exec(
                http(name).get("/v1/numbers/#{number}").check(status().is(200)));
    }

    /** Arrivals at a fixed rate after the warm-up, however long answers take. */
    static OpenInjectionStep[] measured(double rate) {
        return new OpenInjectionStep[] {
            nothingFor(WARM.plusSeconds(2)), constantUsersPerSec(rate).during(LENGTH)
        };
    }

    /** Lookups of the mix with rising rate before the measurement begins. */
    static PopulationBuilder warmUp(double rate) {
        return warmUp("warm-up", rate, http("warm-up").get("/v1/numbers/#{number}").silent());
    }

    /** The same with another request on numbers of the mix. */
    static PopulationBuilder warmUp(String name, double rate, HttpRequestActionBuilder request) {
        return scenario(name)
                .feed(Numbers.mix())
                .exec(session -> session.set("reporter", UUID.randomUUID().toString()))
                .exec(request)
                .injectOpen(rampUsersPerSec(Math.min(WARM_FROM, rate)).to(rate).during(WARM));
    }
}

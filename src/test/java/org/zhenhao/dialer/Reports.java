package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.zhenhao.testing.AdminKeyProfile;

/** Brings reports into the service under test. */
final class Reports {
    private Reports() {}

    /** Reports of an hour ago, each of another person in another network. */
    static void of(String number, String channel, String category, int people) {
        Instant at = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < people; i++) {
            lines.append(
                    ("{\"id\":\"%s-%s-%d\",\"number\":\"%s\",\"channel\":\"%s\",\"category\":\"%s\",\"occurredAt\":\"%s\","
                                    + "\"reporter\":\"r-%s-%d\",\"network\":\"n-%d\"}\n")
                            .formatted(number, category, i, number, channel, category, at, number, i, i));
        }
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/plain")
                .body(lines.toString())
                .post("/v1/imports?format=reports")
                .then()
                .statusCode(200)
                .body("refused", equalTo(0));
    }

    /** A new key with these scopes. */
    static String key(String... scopes) {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"name\":\"test\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }
}

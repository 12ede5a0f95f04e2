package org.zhenhao.snapshot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Eventually;

/** Reports to publish, and the way to publish them, over HTTP. */
public final class Published {
    private Published() {}

    /** A request with every scope. */
    public static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY);
    }

    /** Imports reports. */
    public static void report(List<String> lines) {
        admin().contentType("text/plain")
                .body(String.join("\n", lines))
                .post("/v1/imports?format=reports")
                .then()
                .statusCode(200)
                .body("refused", equalTo(0));
    }

    /** Reports of one number by several people, each in a network of his own, on each of the last days. */
    public static List<String> reports(String number, String category, int people, int networks) {
        List<String> lines = new ArrayList<>();
        Random random = new Random(number.hashCode());
        for (int i = 0; i < people; i++) {
            Instant at = Instant.now().minus(Duration.ofHours(1 + random.nextInt(300)));
            lines.add(
                    ("{\"id\":\"%1$s-%2$d\",\"number\":\"%1$s\",\"category\":\"%3$s\",\"occurredAt\":\"%4$s\",\"reporter\":\"%5$s\",\"network\":\"%1$s-%6$d\"}")
                            .formatted(number, i, category, at, number + i, i % networks));
        }
        return lines;
    }

    /** Publishes, and returns once that is done. */
    public static void publish() {
        admin().post("/v1/feed/snapshot").then().statusCode(202);
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> admin().get("/v1/feed/snapshot/state").path("state").equals("idle")
                        && admin().get("/v1/feed/snapshot").statusCode() == 200);
    }
}

package org.zhenhao.snapshot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

    /** Imports complaints that {@link #complaints} made. */
    public static void report(List<String> lines) {
        load("ftc-dnc", "Company_Phone_Number,Created_Date,Consumer_Area_Code,Subject\n" + String.join("\n", lines));
    }

    /** Imports reports of fraud by so many people, each in a network of his own. */
    public static void reportOnce(String number, int people) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            lines.add(line(number, "net-" + i, number + "-" + i, i + 1));
        }
        load("reports", String.join("\n", lines));
    }

    /** Imports reports that {@link #line} made. */
    static void reportLines(List<String> lines) {
        load("reports", String.join("\n", lines));
    }

    /** A report of fraud by somebody in a network of his own, an hour ago. */
    static String line(String number, String person) {
        return line(number, person, person, 1);
    }

    private static String line(String number, String network, String person, int hours) {
        return ("{\"id\":\"%1$s\",\"number\":\"%2$s\",\"category\":\"fraud\",\"occurredAt\":\"%3$s\","
                        + "\"reporter\":\"%1$s\",\"network\":\"%4$s\"}")
                .formatted(
                        person,
                        number,
                        Instant.now().minus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.HOURS),
                        network);
    }

    private static void load(String format, String body) {
        admin().contentType("text/plain")
                .body(body)
                .post("/v1/imports?format=" + format)
                .then()
                .statusCode(200)
                .body("refused", equalTo(0));
    }

    /** Complaints of fraud about an American number, on the last days, from so many area codes. */
    public static List<String> complaints(long number, int people, int areas) {
        List<String> lines = new ArrayList<>();
        Random random = new Random(number);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int i = 0; i < people; i++) {
            lines.add("%d,%s %02d:00:00,%d,Computer & technical support"
                    .formatted(
                            number % 10_000_000_000L,
                            today.minusDays(1 + random.nextInt(10)),
                            i % 24,
                            201 + i % areas));
        }
        return lines;
    }

    /** Publishes, and returns once that is done. */
    public static void publish() {
        admin().post("/v1/feed/snapshot").then().statusCode(202);
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> admin().get("/v1/feed/snapshot/state").path("state").equals("idle")
                        && admin().get("/v1/feed/snapshot").statusCode() == 200);
    }
}

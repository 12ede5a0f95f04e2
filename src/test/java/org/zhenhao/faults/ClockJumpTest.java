package org.zhenhao.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock of the machine jumps, as clocks do that are set: nothing that was reported is lost, and nobody is locked out. */
@QuarkusTest
@TestProfile(ClockJumpTest.Jumping.class)
class ClockJumpTest {
    public static final class Jumping implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(JumpingClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("zhenhao.admin-key", "an-admin-key-for-tests", "zhenhao.quota.anonymous-lookups", "5/1s");
        }
    }

    @Inject
    JumpingClock clock;

    @AfterEach
    void setRight() {
        clock.jump(Duration.ZERO);
    }

    private static Response report(String number, int reporter) {
        return given().header("X-Api-Key", "an-admin-key-for-tests")
                .contentType("application/json")
                .body("{\"number\":\"%s\",\"category\":\"fraud\",\"reporter\":\"r%d\"}".formatted(number, reporter))
                .post("/v1/reports");
    }

    private static Response verdict(String number) {
        return given().header("X-Api-Key", "an-admin-key-for-tests").get("/v1/numbers/" + number);
    }

    @Test
    void reports_whileTheClockJumps_areAllCountedOnce() {
        String number = "13100553301";
        int reporter = 0;
        for (Duration jump : new Duration[] {
            Duration.ZERO,
            Duration.ofHours(2),
            Duration.ofHours(-2),
            Duration.ofDays(40),
            Duration.ofDays(-40),
            Duration.ofMinutes(-1),
            Duration.ZERO
        }) {
            clock.jump(jump);
            assertThat(report(number, reporter++).statusCode()).as("at " + jump).isEqualTo(201);
            assertThat(verdict(number).statusCode()).isEqualTo(200);
            assertThat(verdict(number).<Integer>path("reports.negative"))
                    .as("at " + jump)
                    .isEqualTo(reporter);
            assertThat(verdict(number).<Integer>path("score")).isBetween(0, 100);
        }
        Map<String, Object> rebuilt = given().header("X-Api-Key", "an-admin-key-for-tests")
                .post("/v1/maintenance/rebuild")
                .path("");
        assertThat(rebuilt).containsEntry("numbersDiffering", 0).containsEntry("pagesDiffering", 0);
    }

    @Test
    void lookups_whenTheClockIsYearsOff_areAnswered() {
        for (Duration jump : new Duration[] {Duration.ofDays(3_650), Duration.ofDays(-3_650), Duration.ZERO}) {
            clock.jump(jump);
            assertThat(verdict("95588").statusCode()).isEqualTo(200);
            assertThat(verdict("13100553302").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void quota_whenTheClockGoesBack_isRefilledAllTheSame() throws InterruptedException {
        clock.jump(Duration.ofHours(1));
        while (given().get("/v1/numbers/95588").statusCode() == 200) {
            // Until it is used up.
        }
        clock.jump(Duration.ofHours(-1));
        org.zhenhao.testing.Eventually.holds(
                Duration.ofSeconds(10), () -> given().get("/v1/numbers/95588").statusCode() == 200);
    }
}

package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.reputation.MemoryItems;
import org.zhenhao.reputation.Script;
import org.zhenhao.score.Category;
import org.zhenhao.score.Policy;
import org.zhenhao.testing.Eventually;

/** A real database that lets nobody in any more. */
@QuarkusTest
@TestProfile(Setup.Postgres.class)
class StoreDownTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Inject
    DataSource dataSource;

    @Inject
    NumberParser parser;

    @Inject
    Policy policy;

    @AfterEach
    void letIn() throws SQLException {
        administer("ALTER DATABASE %s ALLOW_CONNECTIONS true");
        Eventually.holds(SOON, () -> status("13900000003") == 200);
    }

    @Test
    void lookup_storeDown_answersWhatIsKnownAsStaleAndRefusesTheRestAtOnce() throws SQLException {
        // Two numbers that another replica got reports of, in this order; only the second is looked up.
        Script other = new Script(parser, policy, FixedClock.NOW.getEpochSecond(), new MemoryItems());
        other.say(dataSource, "13900000002", Channel.CALL, Category.FRAUD, 3);
        other.say(dataSource, "13900000005", Channel.CALL, Category.FRAUD, 3);
        Eventually.holds(
                SOON,
                () -> given().get("/v1/numbers/13900000005")
                        .path("reports.negative")
                        .equals(3));
        given().get("/v1/numbers/13900000001").then().statusCode(200).body("stale", equalTo(false));
        administer("ALTER DATABASE %s ALLOW_CONNECTIONS false");
        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");
        Eventually.holds(
                SOON,
                () -> status("13900000002") == 503
                        && given().get("/v1/numbers/13900000001").path("stale").equals(true)
                        && status("13900000002") == 503);

        given().get("/v1/numbers/13900000001").then().statusCode(200).body("stale", equalTo(true));
        given().get("/v1/numbers/13900000005")
                .then()
                .statusCode(200)
                .body("stale", equalTo(true))
                .body("reports.negative", equalTo(3));
        given().get("/v1/numbers/13900000002")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("store_unavailable"));
        given().contentType("application/json")
                .body("{\"numbers\":[\"13900000002\"]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(503);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'store' }.status", equalTo("DOWN"));
        long began = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(status("13900000002")).isEqualTo(503);
        }
        // A pile-up would wait for the store's budget each time.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    private static int status(String number) {
        return given().get("/v1/numbers/" + number).statusCode();
    }

    private void administer(String statement) throws SQLException {
        String database = url.substring(url.lastIndexOf('/') + 1);
        String other = url.substring(0, url.lastIndexOf('/') + 1) + "postgres";
        try (Connection connection = DriverManager.getConnection(other, "postgres", "x");
                Statement sql = connection.createStatement()) {
            sql.execute(String.format(statement, database));
        }
    }
}

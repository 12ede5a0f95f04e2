package org.zhenhao.management;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ManagementPortTest.Apart.class)
class ManagementPortTest {
    public static final class Apart implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zhenhao.management.port", "0",
                    "zhenhao.management.host", "127.0.0.1");
        }
    }

    @Inject
    ManagementPort management;

    @Test
    void health_onThePortApart_answersThereAndNotBesideTheApi() {
        assertThat(management.actualPort()).isPositive();
        given().port(management.actualPort())
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(404).contentType(startsWith("application/problem+json"));
        given().get("/q/metrics").then().statusCode(404);
        given().port(management.actualPort())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("zhenhao_"));
    }

    @Test
    void traffic_whileItServes_isUp() {
        given().port(management.actualPort())
                .get("/q/health/group/traffic")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("traffic"));
    }

    @Test
    void info_tellsTheVersion() {
        given().port(management.actualPort())
                .get("/q/info")
                .then()
                .statusCode(200)
                .body("application.name", equalTo("zhenhao"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/numbers/95588", "/", "/q/openapi", "/q/../v1/keys"})
    void api_onThePortApart_isNotThere(String path) {
        given().port(management.actualPort())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404);
    }
}

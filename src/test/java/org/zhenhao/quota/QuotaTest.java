package org.zhenhao.quota;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each test comes from an address of its own, told by a trusted proxy. */
@QuarkusTest
@TestProfile(QuotaTest.Small.class)
class QuotaTest {
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "zhenhao.quota.anonymous-lookups", "5/1h",
                    "zhenhao.quota.anonymous-reports", "2/1h",
                    "zhenhao.quota.anonymous-others", "7/1h",
                    "zhenhao.admin-key", ADMIN);
        }
    }

    private static final String ADMIN = "zh_admin_for_tests_only_0123456789";

    private static Response lookup(String address) {
        return given().header("X-Forwarded-For", address).get("/v1/numbers/95588");
    }

    @Test
    void lookups_overTheQuota_are429WithHeadersAndWhenToComeBack() {
        lookup("192.0.2.1")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"lookups\";q=5;w=3600"))
                .header("RateLimit", matchesPattern("\"lookups\";r=4;t=\\d+"));
        for (int i = 0; i < 4; i++) {
            assertThat(lookup("192.0.2.1").statusCode()).isEqualTo(200);
        }
        lookup("192.0.2.1")
                .then()
                .statusCode(429)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", notNullValue())
                .header("RateLimit", matchesPattern("\"lookups\";r=0;t=\\d+"))
                .body("code", equalTo("too_many_requests"))
                .body("quota", equalTo("lookups"));
        assertThat(lookup("192.0.2.2").statusCode()).isEqualTo(200);
    }

    @Test
    void batch_spendsOneForEachNumber() {
        given().header("X-Forwarded-For", "192.0.2.3")
                .contentType("application/json")
                .body("{\"numbers\":[\"95588\",\"95533\",\"110\"]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(200);
        assertThat(lookup("192.0.2.3").statusCode()).isEqualTo(200);
        given().header("X-Forwarded-For", "192.0.2.3")
                .contentType("application/json")
                .body("{\"numbers\":[\"95588\",\"95533\",\"110\"]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(429);
    }

    @Test
    void guessingKeys_isLimitedByAddress() {
        for (int i = 0; i < 7; i++) {
            given().header("X-Forwarded-For", "192.0.2.4")
                    .header("X-Api-Key", "zh_key_guess" + i)
                    .get("/v1/numbers/95588")
                    .then()
                    .statusCode(401);
        }
        given().header("X-Forwarded-For", "192.0.2.4")
                .header("X-Api-Key", "zh_key_guess")
                .get("/v1/numbers/95588")
                .then()
                .statusCode(429);
    }

    @Test
    void key_withAQuotaOfItsOwn_isHeldToIt_andTheAdminToNone() {
        String key = given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body("{\"name\":\"small\",\"scopes\":[\"lookup\"],\"lookupsPerMinute\":2}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .body("info.lookupsPerMinute", equalTo(2))
                .extract()
                .path("key");
        for (int i = 0; i < 2; i++) {
            given().header("X-Api-Key", key).get("/v1/numbers/95588").then().statusCode(200);
        }
        given().header("X-Api-Key", key).get("/v1/numbers/95588").then().statusCode(429);
        for (int i = 0; i < 20; i++) {
            given().header("X-Api-Key", ADMIN)
                    .get("/v1/numbers/95588")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", (String) null);
        }
    }

    @Test
    void rotation_keepsBothKeysDuringTheOverlapAndTheIdForGood() {
        Response made = given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body("{\"name\":\"turning\",\"scopes\":[\"feed\"]}")
                .post("/v1/keys");
        String id = made.path("info.id");
        String old = made.path("key");

        Response rotated = given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body("{\"overlapSeconds\":3600}")
                .post("/v1/keys/" + id + "/rotation");

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(rotated.<String>path("info.id")).isEqualTo(id);
        assertThat(who(old)).isEqualTo(id);
        assertThat(who(rotated.path("key"))).isEqualTo(id);

        String third = given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body("{\"overlapSeconds\":0}")
                .post("/v1/keys/" + id + "/rotation")
                .path("key");
        assertThat(who(third)).isEqualTo(id);
        given().header("X-Api-Key", old).get("/who-am-i").then().statusCode(401);
        given().header("X-Api-Key", ADMIN)
                .contentType("application/json")
                .body("{\"overlapSeconds\":99999999}")
                .post("/v1/keys/" + id + "/rotation")
                .then()
                .statusCode(400)
                .body("field", equalTo("overlapSeconds"));
    }

    private static String who(String key) {
        return given().header("X-Api-Key", key).get("/who-am-i").path("id");
    }
}

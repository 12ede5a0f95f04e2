package org.zhenhao.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class AccessTest {
    @Inject
    EntityManager store;

    @Inject
    Keys keys;

    @Test
    void noKey_isAnonymousWithLookupAndReportOnAnEventLoop() {
        given().get("/who-am-i")
                .then()
                .statusCode(200)
                .body("id", equalTo("anonymous"))
                .body("scopes", contains("lookup", "report"))
                .body("trusted", equalTo(false))
                .body("network", equalTo("127.0.0.0/24"))
                .body("thread", containsString("eventloop"));
    }

    @Test
    void noKey_forwardedAddress_isNotBelieved() {
        given().header("X-Forwarded-For", "198.51.100.1")
                .get("/who-am-i")
                .then()
                .body("network", equalTo("127.0.0.0/24"));
    }

    @Test
    void noKey_scopeNeeded_is401WithChallenge() {
        given().get("/who-am-i/feed")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"zhenhao\""))
                .body("code", equalTo("key_required"))
                .body("scope", equalTo("feed"));
    }

    @Test
    void madeKey_presentedInThreeWays_isTheSameCaller() {
        Made made = make("{\"name\":\"pbx\",\"scopes\":[\"feed\",\"lookup\"],\"trusted\":true}");
        String key = made.key();
        String basic = Base64.getEncoder().encodeToString(("anyone:" + key).getBytes(StandardCharsets.UTF_8));

        assertThat(key).matches("zh_key_[0-9a-z]{32}");
        for (RequestSpecification request : List.of(
                given().header("X-Api-Key", key),
                given().header("Authorization", "bearer " + key),
                given().header("Authorization", "Basic " + basic))) {
            request.get("/who-am-i")
                    .then()
                    .body("id", equalTo(made.id()))
                    .body("scopes", contains("lookup", "feed"))
                    .body("trusted", equalTo(true));
        }
        given().header("X-Api-Key", key).get("/who-am-i/feed").then().statusCode(200);
    }

    @Test
    void madeKey_scopeMissing_is403() {
        String key = make("{\"name\":\"a\",\"scopes\":[\"lookup\"]}").key();

        given().header("X-Api-Key", key)
                .get("/v1/keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("scope_missing"))
                .body("detail", equalTo("This needs the scope admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh_key_00000000000000000000000000000000", "", "x", "密"})
    void unknownKey_any_is401(String key) {
        given().header("X-Api-Key", key)
                .get("/who-am-i")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("key_unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest x", "Basic ???", "Basic bm9jb2xvbg==", "Bearer", "Negotiate"})
    void authorization_unreadable_is401(String header) {
        given().header("Authorization", header)
                .get("/who-am-i")
                .then()
                .statusCode(401)
                .body("code", equalTo("key_unknown"));
    }

    @Test
    void disabledKey_fromNowOn_is401AndStaysInTheList() {
        Made made = make("{\"name\":\"gone\",\"scopes\":[\"lookup\"]}");
        String key = made.key();
        admin().delete("/v1/keys/" + made.id()).then().statusCode(204);

        given().header("X-Api-Key", key).get("/who-am-i").then().statusCode(401);
        admin().get("/v1/keys")
                .then()
                .body("find { it.name == 'gone' }.disabled", equalTo(true))
                .body(not(containsString(key)));
        admin().delete("/v1/keys/nobody").then().statusCode(404);
    }

    @Test
    void expiredKey_afterItsTime_is401() {
        Instant soon = Instant.now().plus(1, ChronoUnit.HOURS);
        Made made = make("{\"name\":\"brief\",\"scopes\":[\"lookup\"],\"expiresAt\":\"" + soon + "\"}");
        String key = made.key();
        given().header("X-Api-Key", key).get("/who-am-i").then().statusCode(200);

        expire(made.id());
        keys.refresh();

        given().header("X-Api-Key", key).get("/who-am-i").then().statusCode(401);
    }

    @Test
    void changeByAnotherReplica_atTheNextPoll_isSeen() {
        Made made = make("{\"name\":\"elsewhere\",\"scopes\":[\"lookup\"]}");
        String key = made.key();

        disableAsAnotherReplica(made.id());
        keys.poll();

        given().header("X-Api-Key", key).get("/who-am-i").then().statusCode(401);
    }

    @Test
    void newKey_badWish_is400WithItsField() {
        bad("{\"scopes\":[\"lookup\"]}", "name");
        bad("{\"name\":\"a\",\"scopes\":[]}", "scopes");
        bad("{\"name\":\"a\",\"scopes\":[\"fed\"]}", "scopes");
        bad("{\"name\":\"a\",\"scopes\":[\"lookup\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}", "expiresAt");
    }

    @Test
    void storedKey_row_holdsNoKey() {
        String key = make("{\"name\":\"hidden\",\"scopes\":[\"lookup\"]}").key();

        List<?> rows = store.createNativeQuery("select prefix, hash from api_key where name = 'hidden'")
                .getResultList();
        Object[] row = (Object[]) rows.get(0);
        assertThat((String) row[0]).isEqualTo(key.substring(0, 11));
        assertThat((String) row[1]).matches("[0-9a-f]{64}").doesNotContain(key);
    }

    @Transactional
    void expire(String id) {
        store.createNativeQuery("update api_key set expires_at = timestamp '2020-01-01 00:00:00' where id = ?1")
                .setParameter(1, id)
                .executeUpdate();
        store.createNativeQuery("update snapshot_version set version = version + 1 where name = 'api_key'")
                .executeUpdate();
    }

    @Transactional
    void disableAsAnotherReplica(String id) {
        store.createNativeQuery("update api_key set disabled = true where id = ?1")
                .setParameter(1, id)
                .executeUpdate();
        store.createNativeQuery("update snapshot_version set version = version + 1 where name = 'api_key'")
                .executeUpdate();
    }

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY).contentType("application/json");
    }

    private record Made(String key, String id) {}

    private static Made make(String wish) {
        JsonPath made = admin().body(wish)
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Made(made.getString("key"), made.getString("info.id"));
    }

    private static void bad(String wish, String field) {
        admin().body(wish)
                .post("/v1/keys")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_field"))
                .body("field", equalTo(field))
                .body("detail", allOf(startsWith(field + ":"), not(containsString("%"))));
    }
}

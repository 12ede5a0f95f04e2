package org.zhenhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class InstitutionsTest {
    private static final String ADMIN = AdminKeyProfile.ADMIN_KEY;
    private static final SigningKey REGULATOR =
            SigningKey.of(Pseudonyms.under("a regulator's own secret".getBytes(StandardCharsets.UTF_8)), "test");

    @Inject
    Registry registry;

    @Inject
    ObjectMapper mapper;

    @Test
    void rangesAndBases_registered_holdForTheNumbersInThem() {
        enter(
                        ADMIN,
                        "[{\"from\":\"0755-86001000\",\"to\":\"0755-86001999\",\"name\":\"号段银行\"},"
                                + "{\"base\":\"10690123\",\"name\":\"号段银行\"},"
                                + "{\"from\":\"0755-86001000\",\"to\":\"0755-96001999\",\"name\":\"号段银行\"},"
                                + "{\"base\":\"10\",\"name\":\"号段银行\"}]")
                .body("added", equalTo(2))
                .body("refused", equalTo(2));

        assertThat(name("+8675586001000")).isEqualTo("号段银行");
        assertThat(name("+8675586001999")).isEqualTo("号段银行");
        assertThat(registry.find("+8675586002000")).isNull();
        assertThat(registry.find("+8675586000999")).isNull();
        assertThat(registry.find("+867558600100")).isNull();
        assertThat(name("CN-1069012345678")).isEqualTo("号段银行");
        assertThat(registry.find("CN-1069012445678")).isNull();
    }

    @Test
    void periods_overOrYetToCome_doNotCount() {
        enter(
                        ADMIN,
                        "[{\"number\":\"0755-86003001\",\"name\":\"期限银行\",\"validUntil\":\"2020-01-01\"},"
                                + "{\"number\":\"0755-86003002\",\"name\":\"期限银行\",\"validFrom\":\"2199-01-01\"},"
                                + "{\"number\":\"0755-86003003\",\"name\":\"期限银行\",\"validFrom\":\"2020-01-01\","
                                + "\"validUntil\":\"2199-01-01\",\"agency\":\"某催收公司\",\"evidence\":\"https://example.org/list\"},"
                                + "{\"number\":\"0755-86003004\",\"name\":\"期限银行\",\"validFrom\":\"2021-01-01\","
                                + "\"validUntil\":\"2020-01-01\"}]")
                .body("added", equalTo(3))
                .body("refused", equalTo(1));

        assertThat(registry.find("+8675586003001")).isNull();
        assertThat(registry.find("+8675586003002")).isNull();
        Registration agency = Objects.requireNonNull(registry.find("+8675586003003"));
        assertThat(agency.role()).isEqualTo(Role.AGENCY);
        assertThat(Objects.requireNonNull(agency.agency()).name().zh()).isEqualTo("某催收公司");
        assertThat(registry.isOfficial("+8675586003003")).isFalse();
    }

    @Test
    void institutionKey_entersItsOwnOnly_andWaitsForASecondPerson() {
        enter(ADMIN, "[{\"number\":\"0755-86004000\",\"name\":\"自管银行\"}]").body("added", equalTo(1));
        String bank = institution("自管银行");
        String own = key("institution");
        enter(own, "[]").statusCode(403);
        as(ADMIN)
                .put("/v1/registry/institutions/" + bank + "/managers/" + id(own))
                .then()
                .statusCode(204);

        enter(
                        own,
                        "[{\"number\":\"0755-86004001\",\"name\":\"自管银行\"},"
                                + "{\"number\":\"0755-86004002\",\"name\":\"别家银行\"},"
                                + "{\"staffId\":\"GH-0001\",\"name\":\"自管银行\"}]")
                .statusCode(200)
                .body("added", equalTo(2))
                .body("pending", equalTo(1))
                .body("refused", equalTo(1));
        assertThat(registry.find("+8675586004001")).isNull();
        assertThat(registry.staff(bank, "gh 0001")).hasSize(1);
        assertThat(registry.staff(bank, "GH-0002")).isEmpty();
        String entry = as(ADMIN)
                .get("/v1/registry/entries?state=pending&q=8675586004001")
                .then()
                .extract()
                .jsonPath()
                .getString("entries[0].id");
        as(own).post("/v1/registry/entries/" + entry + "/approve").then().statusCode(409);
        as(ADMIN).post("/v1/registry/entries/" + entry + "/approve").then().statusCode(204);
        assertThat(name("+8675586004001")).isEqualTo("自管银行");
        as(own).get("/v1/registry/entries")
                .then()
                .body("entries.name", not(hasItems("中国工商银行")))
                .body("entries.number", hasItems("+8675586004000", "+8675586004001", "staff"));
        as(own).get("/v1/registry/institutions/" + bank + "/history")
                .then()
                .statusCode(200)
                .body("action", hasItems("added", "proposed", "approved", "institution"))
                .body("by", hasItems("admin", id(own)));
        as(own).delete("/v1/registry/entries/" + entry).then().statusCode(204);
        assertThat(registry.find("+8675586004001")).isNull();
    }

    @Test
    void institution_changedByItsOwnKey_exceptForItsKind() {
        enter(ADMIN, "[{\"number\":\"0755-86005000\",\"name\":\"详情银行\"}]");
        String bank = institution("详情银行");
        String own = key("institution");
        as(ADMIN)
                .put("/v1/registry/institutions/" + bank + "/managers/" + id(own))
                .then()
                .statusCode(204);

        as(own).contentType("application/json")
                .body("{\"aliases\":[\"详情行\"],\"hotline\":\"0755-86005000\",\"completeCalls\":true,"
                        + "\"staleAfterDays\":30,\"confirmed\":true}")
                .put("/v1/registry/institutions/" + bank)
                .then()
                .statusCode(200)
                .body("hotline", equalTo("+8675586005000"));
        InstitutionInfo info = Objects.requireNonNull(registry.institution(bank));
        assertThat(info.completeCalls()).isTrue();
        assertThat(info.aliases()).containsExactly("详情行");
        assertThat(info.staleAt()).isLessThan(Long.MAX_VALUE);
        as(own).contentType("application/json")
                .body("{\"kind\":\"court\"}")
                .put("/v1/registry/institutions/" + bank)
                .then()
                .statusCode(400);
        as(own).contentType("application/json")
                .body("{\"hotline\":\"95588\"}")
                .put("/v1/registry/institutions/" + institution("中国工商银行"))
                .then()
                .statusCode(404);
    }

    @Test
    void csv_exportedAndImportedAgain_changesNothing() {
        enter(
                ADMIN,
                "[{\"from\":\"0755-86006000\",\"to\":\"0755-86006009\",\"name\":\"表格,银行\"},"
                        + "{\"base\":\"10690777\",\"name\":\"表格,银行\"},{\"signature\":\"【表格行】\",\"name\":\"表格,银行\"},"
                        + "{\"agency\":\"表格催收\",\"name\":\"表格,银行\",\"validUntil\":\"2199-01-01\"}]");
        String csv = new String(
                as(ADMIN)
                        .get("/v1/registry/export?format=csv")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.contains("表格"))).hasSize(4);

        as(ADMIN)
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then()
                .statusCode(200)
                .body("added", equalTo(0))
                .body("refused", equalTo(0));
        String lines = new String(
                as(ADMIN)
                        .get("/v1/registry/export")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
        as(ADMIN)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then()
                .body("added", equalTo(0))
                .body("refused", equalTo(0));
        as(ADMIN)
                .contentType("text/csv")
                .body("number,name\n\"unclosed".getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then()
                .statusCode(200)
                .body("added", equalTo(0));
    }

    @Test
    void ownList_signed_verifiesWithItsKey() throws Exception {
        enter(ADMIN, "[{\"number\":\"0755-86007001\",\"name\":\"公布银行\"},{\"staffId\":\"S-77\",\"name\":\"公布银行\"}]");
        Map<String, String> signed = given().get("/v1/registry/bundle?institution=" + institution("公布银行"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");

        byte[] payload = Base64.getDecoder().decode(signed.get("payload"));
        byte[] key = Base64.getDecoder().decode(signed.get("publicKey"));
        byte[] signature = Base64.getDecoder().decode(signed.get("signature"));
        assertThat(SigningKey.verify(key, payload, signature)).isTrue();
        payload[40]++;
        assertThat(SigningKey.verify(key, payload, signature)).isFalse();
        payload[40]--;
        assertThat(new String(payload, StandardCharsets.UTF_8))
                .contains("+8675586007001")
                .doesNotContain("95588")
                .doesNotContain("staff");
    }

    @Test
    void followedList_comesAndGoes_andOldOrForeignOnesAreRefused() throws Exception {
        Map<String, String> first = signed(1, "+8675586008001", "+8675586008002");
        take(first).statusCode(400).body("detail", containsString("not followed"));
        as(ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "监管机构", "publicKey", Base64.getEncoder().encodeToString(REGULATOR.publicKey())))
                .post("/v1/registry/bundle/publishers")
                .then()
                .statusCode(201);

        take(first).statusCode(200).body("added", equalTo(2)).body("refused", equalTo(1));
        assertThat(name("+8675586008001")).isEqualTo("订阅银行");
        assertThat(Objects.requireNonNull(registry.find("+8675586008001")).source())
                .startsWith("监管机构");
        take(signed(2, "+8675586008002", "+8675586008003"))
                .body("added", equalTo(1))
                .body("removed", equalTo(1));
        assertThat(registry.find("+8675586008001")).isNull();
        assertThat(name("+8675586008003")).isEqualTo("订阅银行");
        take(first).statusCode(400).body("detail", containsString("older"));
        Map<String, String> forged = new LinkedHashMap<>(first);
        forged.put("signature", Base64.getEncoder().encodeToString(new byte[64]));
        take(forged).statusCode(400);
    }

    @Test
    void followedAddress_withoutTls_isRefused() {
        as(ADMIN)
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "x",
                        "publicKey",
                        Base64.getEncoder().encodeToString(new byte[32]),
                        "url",
                        "http://example.org/list"))
                .post("/v1/registry/bundle/publishers")
                .then()
                .statusCode(400)
                .body("field", equalTo("url"));
        given().get("/v1/registry/bundle/publishers").then().statusCode(401);
    }

    private Map<String, String> signed(long serial, String... numbers) throws Exception {
        List<Map<String, Object>> entries = new java.util.ArrayList<>();
        for (String number : numbers) {
            entries.add(Map.of(
                    "shape", "number", "key", number, "role", "official", "institution", "订阅银行", "source", "公告"));
        }
        entries.add(Map.of(
                "shape", "number", "key", "not a number", "role", "official", "institution", "订阅银行", "source", "x"));
        byte[] payload = mapper.writeValueAsBytes(Map.of(
                "format",
                "zhenhao-registry/1",
                "issuer",
                "监管机构",
                "serial",
                serial,
                "issuedAt",
                Instant.now(java.time.Clock.systemUTC()).toString(),
                "expiresAt",
                "2199-01-01T00:00:00Z",
                "institutions",
                List.of(),
                "entries",
                entries));
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of(
                "payload",
                base64.encodeToString(payload),
                "algorithm",
                "Ed25519",
                "publicKey",
                base64.encodeToString(REGULATOR.publicKey()),
                "signature",
                base64.encodeToString(REGULATOR.sign(payload)));
    }

    private static ValidatableResponse take(Map<String, String> signed) {
        return as(ADMIN)
                .contentType("application/json")
                .body(signed)
                .post("/v1/registry/bundle")
                .then();
    }

    private String name(String key) {
        Registration found = registry.find(key);
        assertThat(found).as(key).isNotNull();
        return Objects.requireNonNull(found).name().zh();
    }

    private static String institution(String name) {
        return as(ADMIN)
                .queryParam("q", name)
                .get("/v1/registry/institutions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("[0].id");
    }

    private static final Map<String, String> IDS = new LinkedHashMap<>();

    private static String key(String scope) {
        var made = as(ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "test", "scopes", List.of(scope)))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        IDS.put(made.getString("key"), made.getString("info.id"));
        return made.getString("key");
    }

    private static String id(String key) {
        return Objects.requireNonNull(IDS.get(key));
    }

    private static RequestSpecification as(String key) {
        return given().header("X-Api-Key", key);
    }

    private static ValidatableResponse enter(String key, String body) {
        return as(key).header("Content-Type", "application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then();
    }
}

package org.zhenhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class RegistryTest {
    @Inject
    Registry registry;

    @Inject
    ChangesSeen changes;

    @Inject
    EntityManager store;

    @BeforeEach
    void forgetChanges() {
        changes.take();
    }

    @Test
    void bundledNumbers_afterTheStart_areFoundInEveryForm() {
        Registration bank = registered("CN-95588");
        assertThat(bank.name().zh()).isEqualTo("中国工商银行");
        assertThat(bank.role()).isEqualTo(Role.OFFICIAL);
        assertThat(bank.source()).contains("metowolf/vCards");
        assertThat(registered("+18006330738").name().en()).isEqualTo("Oracle");
        assertThat(registered("CN-10699000").purpose()).isEqualTo("反诈中心");
        assertThat(registered("CN-12123").name().zh()).isEqualTo("交通管理局");
        assertThat(registry.size()).isGreaterThan(500);
        assertThat(registry.find("raw-6502530000")).isNull();
    }

    @Test
    void add_jsonList_countsAndTellsReasonsAndIsSeenAtOnce() {
        String list = "[{\"number\":\"4006001234\",\"name\":\"某银行\",\"nameEn\":\"Some Bank\",\"role\":\"official\"},"
                + "{\"number\":\"1069800012345\",\"name\":\"某银行\",\"channel\":\"sms\",\"purpose\":\"验证码\"},"
                + "{\"number\":\"12\",\"name\":\"某银行\"}, {\"name\":\"某银行\"}, {\"number\":\"95588\\u0000\",\"name\":\"x\"},"
                + "{\"number\":\"4006001235\",\"name\":\"某银行\",\"role\":\"owner\"}, null,"
                + "{\"number\":\"4006001235\",\"name\":\"某银行\",\"region\":\"ZZ\"}]";

        post("application/json", list)
                .statusCode(200)
                .body("added", equalTo(2))
                .body("unchanged", equalTo(0))
                .body("refused", equalTo(6))
                .body("refusedLines.line", contains(3, 4, 5, 6, 7, 8))
                .body(
                        "refusedLines.code",
                        contains(
                                "bad_number",
                                "invalid_field",
                                "bad_number",
                                "invalid_field",
                                "malformed_json",
                                "invalid_field"))
                .body("refusedLines[1].detail", equalTo("number must be given"));
        Registration added = registered("+864006001234");
        assertThat(added.name().zh()).isEqualTo("某银行");
        assertThat(added.name().en()).isEqualTo("Some Bank");
        assertThat(added.source()).isEqualTo("key admin");
        assertThat(changes.take())
                .containsExactly(new ChangesSeen.Seen(Set.of("+864006001234", "CN-1069800012345"), true));
    }

    @Test
    void add_again_changesNothing() {
        String line = "{\"number\":\"400-600-2222\",\"name\":\"重复公司\"}\n";
        post("application/x-ndjson", line + line).body("added", equalTo(1)).body("unchanged", equalTo(1));
        changes.take();

        post("application/x-ndjson", "{\"number\":\"4006002222\",\"name\":\" 重复公司 \"}")
                .body("added", equalTo(0))
                .body("unchanged", equalTo(1));

        assertThat(changes.take()).isEmpty();
        assertThat(history("+864006002222")).hasSize(1);
    }

    @Test
    void add_brokenNdjsonLines_doNotStopTheRest() {
        String lines = "{\"number\":\"4006003333\",\"name\":\"行公司\"}\n\nnot json\n"
                + "{\"number\":\"4006003334\",\"name\":\"行公司\",\"colour\":1}\r\n"
                + "{\"number\":\"" + "9".repeat(20_000) + "\"}\n"
                + "{\"number\":\"4006003335\",\"name\":\"行公司\"}";

        post("application/x-ndjson", lines)
                .statusCode(200)
                .body("added", equalTo(2))
                .body("refusedLines.line", contains(3, 4, 5))
                .body("refusedLines.code", contains("malformed_json", "unknown_field", "malformed_json"));
        assertThat(registry.find("+864006003335")).isNotNull();
    }

    @Test
    void remove_entry_forgetsTheNumberAndKeepsTheHistory() {
        post("application/json", "[{\"number\":\"4006004444\",\"name\":\"走公司\"}]")
                .body("added", equalTo(1));
        changes.take();
        String id = admin().get("/v1/registry/entries?q={name}", "走公司")
                .then()
                .extract()
                .jsonPath()
                .getString("entries[0].id");

        admin().delete("/v1/registry/entries/" + id).then().statusCode(204);

        assertThat(registry.find("+864006004444")).isNull();
        assertThat(changes.take()).containsExactly(new ChangesSeen.Seen(Set.of("+864006004444"), false));
        assertThat(history("+864006004444")).containsExactly("added by admin", "removed by admin");
        admin().delete("/v1/registry/entries/" + id).then().statusCode(404);
    }

    @Test
    void search_byNumberNameAndPage_findsEntries() {
        search("q=95588").body("entries.number", hasItem("CN-95588")).body("entries[0].createdAt", containsString("T"));
        search("q=oracle").body("entries.number", hasItem("+864006998888"));
        search("q=%").body("total", equalTo(0));
        search("page=0").body("entries", hasSize(50)).body("total", equalTo(registryRows()));
        search("page=99").body("entries", hasSize(0));
        admin().get("/v1/registry/entries?page=-1").then().statusCode(400).body("code", equalTo("bad_parameter"));
        admin().get("/v1/registry/entries?page=x").then().statusCode(400);
        admin().get("/v1/registry/entries?q=" + "x".repeat(101)).then().statusCode(400);
    }

    @Test
    void entries_withoutTheScope_areClosed() {
        given().get("/v1/registry/entries").then().statusCode(401).body("scope", equalTo("registry"));
        given().contentType("application/json")
                .body("[]")
                .post("/v1/registry/entries")
                .then()
                .statusCode(401);
    }

    @Test
    void add_notAList_is400() {
        post("application/json", "{\"number\":\"95588\"}").statusCode(400).body("code", equalTo("malformed_json"));
        post("application/json", "[{\"number\":{}}]")
                .statusCode(400)
                .body("code", equalTo("invalid_field"))
                .body("field", equalTo("[0].number"));
        post("application/json", "[]")
                .statusCode(200)
                .body("refusedLines", hasSize(0))
                .body("error", nullValue());
    }

    private Registration registered(String key) {
        Registration found = registry.find(key);
        assertThat(found).as(key).isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    private List<String> history(String key) {
        return store.createQuery(
                        "select concat(action, ' by ', changedBy) from RegistryHistory where numberKey = ?1"
                                + " order by changedAt, action",
                        String.class)
                .setParameter(1, key)
                .getResultList();
    }

    private int registryRows() {
        return store.createQuery("select count(*) from RegistryEntry", Long.class)
                .getSingleResult()
                .intValue();
    }

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY);
    }

    private static ValidatableResponse post(String type, String body) {
        return admin().header("Content-Type", type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then();
    }

    private static ValidatableResponse search(String query) {
        return admin().get("/v1/registry/entries?" + query).then().statusCode(200);
    }
}

package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.Eventually;

@QuarkusTest
@TestProfile(Setup.H2.class)
class LookupEndpointTest {

    @Test
    void lookup_members_standInTheDocumentedOrder() {
        String json = given().get("/v1/numbers/170-1234-5678").asString();

        String[] members = {
            "number",
            "input",
            "kind",
            "region",
            "carrier",
            "location",
            "level",
            "action",
            "score",
            "confidence",
            "category",
            "categories",
            "reports",
            "block",
            "spoof",
            "registered",
            "conduct",
            "disputed",
            "stale",
            "reasons",
            "asOf",
            "model"
        };
        int at = -1;
        for (String member : members) {
            int next = json.indexOf("\"" + member + "\":", at + 1);
            assertThat(next).as(member).isGreaterThan(at);
            at = next;
        }
        assertThat(json)
                .startsWith("{\"number\":\"+8617012345678\",\"input\":\"170-1234-5678\",\"kind\":\"mobile_mvno\"");
        assertThat(json).endsWith("\"asOf\":\"2026-11-21T09:00:00Z\",\"model\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/numbers/+8617012345678, +8617012345678",
        "/v1/numbers/%2B8617012345678, +8617012345678",
        "/v1/numbers/170%201234%205678, +8617012345678",
        "/v1/numbers/sip:+8613800138000@example.org;user=phone, +8613800138000",
        "/v1/numbers/tel:+86-138-0013-8000;ext=12, +8613800138000",
        "/v1/numbers/%E6%9C%AA%E7%9F%A5%E5%8F%B7%E7%A0%81, withheld",
        "/v1/numbers/010-60606666-8001, +861060606666",
        "/v1/numbers/13800138000?presentation=restricted, withheld",
        "/v1/numbers/ICBC?channel=sms, CN-ICBC",
        "/v1/numbers/+86110, raw-+86110"
    })
    void lookup_asNetworksPresentIt_isAnswered(String path, String number) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(200).body("number", equalTo(number));
    }

    @Test
    void lookup_sipUriWithVerstat_keepsIt() {
        given().urlEncodingEnabled(false)
                .get("/v1/numbers/sip:+8613800138000@example.org;verstat=TN-Validation-Failed")
                .then()
                .body("spoof.tells", hasItem("verstat_failed"));
    }

    @Test
    void lookup_verstatAsParameter_countsAsInAUri() {
        given().get("/v1/numbers/13800138000?verstat=failed")
                .then()
                .body("spoof.suspected", equalTo(true))
                .body("spoof.tells", hasItem("verstat_failed"));
    }

    @Test
    void lookup_gatewayCode_showsItsAnatomy() {
        given().get("/v1/numbers/106981889999?channel=sms")
                .then()
                .body("kind", equalTo("sms_gateway_106"))
                .body("gateway.type", not(nullValue()));
    }

    @Test
    void lookup_chineseAsked_textsAreChinese() {
        given().header("Accept-Language", "fr;q=0.3, zh-CN;q=0.9, en;q=0.8")
                .get("/v1/numbers/13800138000")
                .then()
                .header("Content-Language", "zh-CN")
                .header("Vary", "Accept-Language")
                .body("carrier", equalTo("中国移动"));
    }

    @Test
    void lookup_headers_letTheCallerKeepItForAMinute() {
        given().get("/v1/numbers/13800138000")
                .then()
                .header("Cache-Control", "private, max-age=60")
                .header("Content-Type", containsString("application/json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/numbers/12ab34, bad_number",
        "/v1/numbers/1%0A2, bad_number",
        "/v1/numbers/13800138000?channel=pigeon, bad_parameter",
        "/v1/numbers/13800138000?region=XX, bad_parameter",
        "/v1/numbers/13800138000?presentation=shy, bad_parameter"
    })
    void lookup_whatNoNetworkPresents_isRefused(String path, String code) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .header("Content-Type", containsString("application/problem+json"))
                .body("code", equalTo(code));
    }

    @Test
    void batch_badEntries_spoilNoOthers() {
        given().contentType("application/json")
                .body("{\"channel\":\"sms\",\"numbers\":[\"ICBC\",null,{\"number\":\"95588\",\"channel\":\"call\"},"
                        + "{\"channel\":\"call\"},[1],{\"number\":\"12ab34\",\"channel\":\"call\"},13800138000]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(200)
                .body("results", hasSize(7))
                .body("results[0].number", equalTo("CN-ICBC"))
                .body("results[1].error.code", equalTo("invalid_field"))
                .body("results[2].number", equalTo("CN-95588"))
                .body("results[3].error.code", equalTo("invalid_field"))
                .body("results[4].error.code", equalTo("invalid_field"))
                .body("results[5].input", equalTo("12ab34"))
                .body("results[5].error.code", equalTo("bad_number"))
                .body("results[6].number", equalTo("+8613800138000"));
    }

    @Test
    void batch_thousandNumbers_areAnsweredAndOneMoreIsNot() {
        String numbers = String.join(",", Collections.nCopies(1_000, "\"13800138000\""));
        given().contentType("application/json")
                .body("{\"numbers\":[" + numbers + "]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(200)
                .body("results", hasSize(1_000));
        given().contentType("application/json")
                .body("{\"numbers\":[" + numbers + ",\"1\"]}")
                .post("/v1/numbers/batch")
                .then()
                .statusCode(413)
                .body("code", equalTo("too_large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"numbers\":1}", "{\"numbers\":[", "{\"numbers\":[],\"phones\":[]}", "nonsense"
            })
    void batch_whatIsNoBatch_isRefused(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/v1/numbers/batch")
                .then()
                .statusCode(400)
                .header("Content-Type", containsString("application/problem+json"));
    }

    @Test
    void ready_withoutRedis_showsStoreAndRedisApart() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'store' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'redis' }.data.state", equalTo("off"));
    }

    @Test
    void metrics_afterALookup_countItByTierAndLevel() {
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> given().get("/q/metrics").asString().contains("zhenhao_filter_answers 1.0"));
        given().get("/v1/numbers/95588");

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics).containsPattern("zhenhao_lookups_total\\{level=\"\\w+\",tier=\"filter\"[^}]*} [1-9]");
        assertThat(metrics).contains("zhenhao_lookup_seconds_count{tier=\"filter\"");
        assertThat(metrics).contains("zhenhao_near_entries");
    }

    @Test
    void openapi_document_describesLookupsWithExamples() {
        String document = given().get("/q/openapi?format=json").asString();

        assertThat(document).startsWith("{\n  \"openapi\" : \"3.1.0\"");
        assertThat(document).contains("\"/v1/numbers/{number}\"", "\"/v1/numbers/batch\"", "\"examples\"");
    }

    @Test
    void swaggerUi_inEveryMode_isThere() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void console_page_isThereWithoutInlineScript() {
        String page = given().get("/").then().statusCode(200).extract().asString();

        assertThat(page).contains("console.js").doesNotContainPattern("<script>|onclick=|style=\"|https?://");
    }

    @Test
    void noop_notEnabled_isNotThere() {
        given().get("/bench/noop").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+8617012345678",
                "%2B8613800138000",
                "170-1234-5678",
                "95588",
                "9511199999",
                "12ab34",
                "+86110",
                "withheld",
                "106981889999?channel=sms",
                "13800138000?channel=pigeon",
                "13800138000?region=XX",
                "2025550123?region=us&verstat=failed",
                "13800138000?presentation=restricted",
                "13800138000?claim=%E5%B7%A5%E5%95%86%E9%93%B6%E8%A1%8C",
                "95588?claim=%e5%b7%a5%E5%95%86%E9%93%B6%E8%A1%8C",
                "+8695588?claim=ICBC&region=CN",
                "+12025550123?claim=%E6%B3%95%E9%99%A2",
                "withheld?claim=Bank+of+China",
                "106955880001?channel=sms&claim=Industrial%20and%20Commercial+Bank+of+China",
                "95588?claim=%FF%FE%00",
                "95588?claim=%EF%B7%BA",
                "95588?claim=%20",
                "95588?claim=%2541",
                "95588?claim=nobody-knows-me",
                "95588?claim=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "12ab34?claim=ICBC"
            })
    void lookup_byTheShortWay_isAnsweredAsByTheLongOne(String rest) {
        for (String header : new String[] {"X-None", "X-Api-Key", "If-None-Match", "Accept-Language"}) {
            String value = switch (header) {
                case "If-None-Match" -> "*";
                case "Accept-Language" -> "zh";
                default -> "wrong";
            };
            Response one = given().urlEncodingEnabled(false)
                    .header(header, value)
                    .accept("application/json")
                    .get("/v1/numbers/" + rest);
            // A weight on the format is something that the short way leaves alone.
            Response other = given().urlEncodingEnabled(false)
                    .header(header, value)
                    .accept("application/json;q=0.9")
                    .get("/v1/numbers/" + rest);

            assertThat(one.statusCode()).isEqualTo(other.statusCode());
            assertThat(one.asString()).isEqualTo(other.asString());
            assertThat(one.headers().asList())
                    .containsExactlyInAnyOrderElementsOf(other.headers().asList());
        }
    }

    @Test
    void lookup_severalInOnePacket_areAllAnswered() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String request = "GET /v1/numbers/13800138000 HTTP/1.1\r\nHost: h\r\n\r\n";
            String last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            socket.getOutputStream().write((request.repeat(9) + last).getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(11);
        }
    }
}

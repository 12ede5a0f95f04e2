package org.zhenhao.verification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class VerificationTest {

    @Test
    void officialNumber_claimedByItsBank_isConfirmedWithTheNumberToCallBack() {
        claim("number", "95588", "institution", "工商银行")
                .body("result", equalTo("confirmed"))
                .body("institution", equalTo("中国工商银行"))
                .body("callBack", equalTo("95588"))
                .body("checks[0].reason", equalTo("listed"))
                .body("advice", containsString("forged"));
    }

    @Test
    void officialNumber_claimedByAnotherBank_isContradicted() {
        claim("number", "95588", "institution", "招商银行信用卡中心")
                .body("result", equalTo("contradicted"))
                .body("checks[0].reason", equalTo("other_owner"))
                .body("callBack", equalTo("95555"));
    }

    @Test
    void forgedShape_claimedByItsBank_isContradictedAndNamed() {
        claim("number", "+8695588", "institution", "ICBC 中国工商银行")
                .body("result", equalTo("contradicted"))
                .body("checks[0].reason", equalTo("imitates"))
                .body("imitates.number", equalTo("CN-95588"))
                .body("imitates.how", equalTo("forged_shape"));
        claim("number", "+86110", "institution", "公安局")
                .body("result", equalTo("contradicted"))
                .body("institution", equalTo("The police"))
                .body("callBack", equalTo("110"));
    }

    @Test
    void unlistedNumber_neverProvesAnything() {
        claim("number", "17012345678", "institution", "中国工商银行")
                .body("result", equalTo("not_listed"))
                .body("checks[0].reason", equalTo("not_in_registry"));
        claim("number", "17012345678", "institution", "谁也没听说过的贷款")
                .body("result", equalTo("not_listed"))
                .body("institution", nullValue())
                .body("callBack", nullValue());
        claim("number", "withheld", "institution", "中国工商银行").body("checks[0].reason", equalTo("withheld"));
        claim("number", "+12025550123", "institution", "最高人民法院")
                .body("result", equalTo("contradicted"))
                .body("checks[0].reason", equalTo("calls_from_abroad"));
    }

    @Test
    void completeList_contradictsWhatIsNotInIt_untilItIsStale() {
        enter("[{\"number\":\"0755-86010001\",\"name\":\"齐全银行\"}]");
        String id = institution("齐全银行");
        describe(id, "{\"completeCalls\":true,\"hotline\":\"0755-86010001\",\"staleAfterDays\":30,\"confirmed\":true}");
        claim("number", "0755-86010002", "institution", "齐全银行")
                .body("result", equalTo("contradicted"))
                .body("checks[0].reason", equalTo("only_listed_numbers"))
                .body("callBack", equalTo("+8675586010001"));
    }

    @Test
    void agencyAndStaff_listedPeriods_areToldApart() {
        enter("[{\"agency\":\"守规催收\",\"name\":\"委托银行\",\"validUntil\":\"2199-01-01\"},"
                + "{\"agency\":\"过期催收\",\"name\":\"委托银行\",\"validUntil\":\"2020-01-01\"},"
                + "{\"number\":\"0755-86011001\",\"name\":\"委托银行\",\"agency\":\"守规催收\"},"
                + "{\"staffId\":\"SG-1024\",\"name\":\"委托银行\",\"agency\":\"守规催收\"}]");

        claim("number", "0755-86011001", "creditor", "委托银行", "agency", "守规催收", "staffId", "sg 1024")
                .body("result", equalTo("confirmed"))
                .body("checks.what", equalTo(List.of("number", "agency", "staff")));
        claim("number", "0755-86011001", "creditor", "委托银行", "agency", "守规催收", "staffId", "SG-1025")
                .body("result", equalTo("not_listed"))
                .body("checks[2].reason", equalTo("not_in_registry"));
        claim("number", "0755-86011001", "creditor", "委托银行", "agency", "过期催收")
                .body("result", equalTo("contradicted"))
                .body("checks.reason", hasItem("other_agency"));
        claim("number", "17012345678", "creditor", "委托银行", "agency", "过期催收")
                .body("checks[1].result", equalTo("expired"));
    }

    @Test
    void signature_fromAnotherSender_isContradicted() {
        enter("[{\"signature\":\"签名银行\",\"name\":\"签名银行股份\"}," + "{\"base\":\"10690555\",\"name\":\"签名银行股份\"}]");

        claim("sender", "106905550001", "signature", "【签名银行】").body("result", equalTo("confirmed"));
        claim("sender", "106907770001", "signature", "【签名银行】")
                .body("result", equalTo("contradicted"))
                .body("imitates.how", equalTo("signature_mismatch"))
                .body("checks.reason", hasItem("signature_mismatch"));
    }

    @Test
    void staffIds_guessedAtLeisure_areNotCheckedFurther() {
        String key = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of("name", "guesser", "scopes", List.of("lookup")))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");
        for (int i = 0; i <= 20; i++) {
            given().header("X-Api-Key", key)
                    .contentType("application/json")
                    .body(Map.of("number", "95588", "institution", "中国工商银行", "staffId", "G" + i + "00"))
                    .post("/v1/verifications")
                    .then()
                    .statusCode(i < 20 ? 200 : 429);
        }
    }

    @Test
    void badClaims_areRefused() {
        post(Map.of("institution", "x")).statusCode(400).body("field", equalTo("number"));
        post(Map.of("number", "95588")).statusCode(400).body("field", equalTo("institution"));
        post(Map.of("number", "95588", "institution", "x".repeat(101))).statusCode(400);
        post(Map.of("number", "95588", "institution", "x", "channel", "fax")).statusCode(400);
        post(Map.of("number", "1\u00002", "institution", "x")).statusCode(400).body("code", not("internal"));
    }

    private static ValidatableResponse claim(String... members) {
        Map<String, String> body = new java.util.HashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            body.put(members[i], members[i + 1]);
        }
        return post(body).statusCode(200);
    }

    private static ValidatableResponse post(Map<String, String> body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/verifications")
                .then();
    }

    private static void enter(String body) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registry/entries")
                .then()
                .statusCode(200)
                .body("refused", equalTo(0));
    }

    private static String institution(String name) {
        return given().queryParam("q", name)
                .get("/v1/registry/institutions")
                .jsonPath()
                .getString("[0].id");
    }

    private static void describe(String id, String body) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(body)
                .put("/v1/registry/institutions/" + id)
                .then()
                .statusCode(200);
    }
}

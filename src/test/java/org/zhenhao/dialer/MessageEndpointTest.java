package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(DialerProfile.class)
class MessageEndpointTest {
    private static ValidatableResponse check(String sender, String text) {
        return given().contentType("application/json")
                .body(Map.of("sender", sender, "text", text))
                .post("/v1/messages/check")
                .then()
                .statusCode(200);
    }

    private static void register(String number, String name) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body("[{\"number\":\"" + number + "\",\"name\":\"" + name + "\",\"role\":\"official\"}]")
                .post("/v1/registry/entries")
                .then()
                .statusCode(200);
    }

    @Test
    void check_bankSignatureFromAPersonalNumber_isBlocked() {
        check("13800138000", "【工商银行】您的账户已被冻结，请于24小时内登录 http://t.cn/AbC 核实，或致电17012345678")
                .body("action", equalTo("block"))
                .body("level", equalTo("high"))
                .body("signature", equalTo("工商银行"))
                .body("institution", equalTo("中国工商银行"))
                .body("links.host", contains("t.cn"))
                .body("links[0].tells", contains("shortened"))
                .body("callbacks.number", contains("+8617012345678"))
                .body("pressure", hasItems("account", "deadline"))
                .body(
                        "reasons.code",
                        hasItems("institution_from_personal_number", "link_shortened", "callback_personal"));
    }

    @Test
    void check_signatureOfTheRegisteredHolder_fits() {
        check("95588", "【工商银行】您尾号1234的卡支出100元，详询95588。")
                .body("action", equalTo("allow"))
                .body("score", lessThan(20))
                .body("sender.registered", equalTo("中国工商银行"))
                .body("reasons.code", hasItems("signature_matches", "callback_of_the_signature"));
    }

    @Test
    void check_signatureOfAnotherHolder_isWarnedOf() {
        check("95588", "【招商银行】积分兑换").body("reasons.code", hasItem("signature_of_another"));
    }

    @Test
    void check_gatewayCode_showsBaseClassHolderAndExtension() {
        register("106980012345", "甄号测试保险");

        check("106980012345018", "【甄号测试保险】保单生效")
                .body("sender.gateway.base", equalTo("106980012345"))
                .body("sender.gateway.type", equalTo("enterprise"))
                .body("sender.gateway.holder", equalTo("甄号测试保险"))
                .body("sender.gateway.extension", equalTo("018"));
        check("1069012312345678", "您好")
                .body("sender.gateway.base", equalTo("10690123"))
                .body("sender.gateway.type", equalTo("platform"))
                .body("sender.gateway.holder", nullValue())
                .body("reasons.code", hasItem("signature_missing"));
    }

    @ParameterizedTest
    @CsvSource({"ICВС", "1CBC", "IC8C", "ＩＣＢＣ", "AIipay", "ALlPAY"})
    void sender_thatLooksLikeAnInstitution_isToldInLookupAndCheck(String sender) {
        given().get("/v1/numbers/{n}?channel=sms", sender)
                .then()
                .statusCode(200)
                .body("kind", equalTo("sender_id"))
                .body("spoof.suspected", equalTo(true))
                .body("spoof.tells", hasItem("homoglyph"));
        given().contentType("application/json")
                .body(Map.of("sender", sender))
                .post("/v1/messages/check")
                .then()
                .statusCode(200)
                .body("action", not(equalTo("allow")))
                .body("sender.tells", hasItem("homoglyph"));
    }

    @Test
    void sms_reportedOverSms_isKnownOverSms() {
        Reports.of("1069777712345", "sms", "phishing", 6);

        given().get("/v1/numbers/1069777712345?channel=sms")
                .then()
                .body("kind", equalTo("sms_gateway_106"))
                .body("category", equalTo("phishing"))
                .body("reports.negative", equalTo(6));
        check("1069777712345", "您好").body("sender.score", greaterThan(40));
    }

    @Test
    void check_badRequests_areProblemsWithoutTheText() {
        given().contentType("application/json")
                .body("{\"text\":\"秘密\"}")
                .post("/v1/messages/check")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_field"))
                .body("field", equalTo("sender"));
        given().contentType("application/json")
                .body(Map.of("sender", "95588", "text", "x".repeat(2_001)))
                .post("/v1/messages/check")
                .then()
                .statusCode(413);
        String malformed = given().contentType("application/json")
                .body("{\"sender\":\"95588\",\"text\":\"geheimnis\",}")
                .post("/v1/messages/check")
                .then()
                .statusCode(400)
                .extract()
                .asString();
        assertThat(malformed).doesNotContain("geheimnis");
    }

    @Test
    void smsCheck_textedNumber_isAnsweredInOneShortMessage() {
        given().urlEncodingEnabled(false)
                .get("/v1/sms/check?number=%2B13152328257&from=%2B8613900000000")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/plain"))
                .body(equalTo("+13152328257 block: impersonation, score 96, 45 reports"));
        String chinese = given().urlEncodingEnabled(false)
                .get("/v1/sms/check?number=%2B13152328257&lang=zh")
                .asString();
        assertThat(chinese).contains("冒充身份", "45 人举报").hasSizeLessThanOrEqualTo(70);
        given().get("/v1/sms/check?number=nonsense")
                .then()
                .statusCode(200)
                .body(containsString("Please send a number"));
        given().get("/v1/sms/check?number=13800138000").then().body(containsString("nobody has reported"));
        given().get("/v1/sms/check?number=95588").then().body(containsString("official number"));
        given().get("/v1/sms/check?number=95588&key=wrong")
                .then()
                .statusCode(401)
                .body(equalTo(""));
    }

    @Test
    void smsInbound_forwardedText_isJudgedInOneLine() {
        given().queryParam("from", "13800138000")
                .queryParam("text", "【工商银行】您的账户已被冻结，立即登录 http://t.cn/AbC")
                .queryParam("key", Reports.key("dial"))
                .get("/v1/sms/inbound")
                .then()
                .statusCode(200)
                .body(containsString("block "));
    }
}

package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(DialerProfile.class)
class CallerNameEndpointTest {
    private static String get(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cid/+13152328257",
                "/v1/cid/%2B13152328257",
                "/v1/cid/0013152328257",
                "/v1/cid/%20+13152328257",
                "/v1/cid/sip:+13152328257@example.org;user=phone",
                "/v1/cid?number=%2B13152328257",
                "/v1/cid?number=+13152328257",
                "/v1/cid?number=0013152328257",
                "/v1/cid/+13152328257?nonsense=1&threshold=lots&max=-1&format=papyrus"
            })
    void cid_numberHoweverWritten_isTheSameText(String path) {
        assertThat(get(path)).matches("\\[!] impersonation \\d\\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+8613800138000", "8613800138000", "008613800138000", "%208613800138000", "13800138000"})
    void cid_chineseNumberHoweverWritten_isTheSameNumber(String written) {
        assertThat(get("/v1/cid/" + written + "?format=json")).startsWith("{\"number\":\"+8613800138000\",");
        assertThat(get("/v1/cid?format=json&number=" + written)).startsWith("{\"number\":\"+8613800138000\",");
        assertThat(get("/v1/numbers?number=" + written)).startsWith("{\"number\":\"+8613800138000\",");
        assertThat(get("/v1/numbers/" + written)).startsWith("{\"number\":\"+8613800138000\",");
    }

    @Test
    void cid_nothingKnown_isEmptyWith200() {
        given().get("/v1/cid/13800138000")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/plain"))
                .header("X-Problem", nullValue())
                .body(equalTo(""));
    }

    @Test
    void cid_registered_isTheHoldersName() {
        assertThat(get("/v1/cid/95588?lang=zh")).isEqualTo("中国工商银行");
    }

    @Test
    void cid_formats_areOneLineWithMembersInTheirOrder() {
        String json = get("/v1/cid/+13152328257?format=json");
        assertThat(json)
                .matches("\\{\"number\":\"\\+13152328257\",\"action\":\"block\",\"level\":\"high\",\"score\":\\d+,"
                        + "\"category\":\"impersonation\",\"name\":\"\\[!] impersonation \\d+\",\"spoof\":false,"
                        + "\"sip\":608,\"callInfo\":\"<https://example.org/redress>;purpose=jwscard\"}");
        assertThat(get("/v1/cid/+13152328257?format=kv"))
                .matches("number=%2B13152328257&action=block&level=high&score=\\d+&category=impersonation&"
                        + "name=%5B%21%5D%20impersonation%20\\d+&spoof=0&sip=608&callInfo=%3Chttps.*jwscard");
        assertThat(get("/v1/cid/+13152328257?format=xml"))
                .matches(
                        "<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?><caller number=\"\\+13152328257\" action=\"block\" "
                                + "level=\"high\" score=\"\\d+\" category=\"impersonation\" name=\"\\[!] impersonation \\d+\" "
                                + "spoof=\"false\" sip=\"608\" callInfo=\"&lt;https://example.org/redress&gt;;purpose=jwscard\"/>");
        assertThat(get("/v1/cid/13800138000?format=json"))
                .matches("\\{\"number\":\"\\+8613800138000\",\"action\":\"allow\",\"level\":\"unknown\",\"score\":\\d+,"
                        + "\"category\":null,\"name\":\"\",\"spoof\":false,\"sip\":null,\"callInfo\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tag=SPAM:&max=9 | SPAM: imp",
                "tag= | impersonation 9",
                "threshold=100 | ''",
                "cnam=true | [!] IMPOSTOR 9",
                "cnam=true&tag=V | V IMPOSTOR 9",
                "lang=zh | [!] 冒充身份 9"
            })
    void cid_options_shapeTheText(String query, String expected) {
        assertThat(get("/v1/cid/+13152328257?" + query)).startsWith(expected).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void cid_tagWithLineBreak_staysOneLine() {
        assertThat(get("/v1/cid/+13152328257?tag=a%0D%0Ab"))
                .startsWith("a  b imp")
                .doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cid/12ab34",
                "/v1/cid/1%002",
                "/v1/cid",
                "/v1/cid/",
                "/v1/cid/%E2%80%AE13800138000",
                "/v1/cid/13800138000?region=XX",
                "/v1/cid/13800138000?presentation=shy"
            })
    void cid_oddInput_isEmptyAndNeverAnErrorText(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .header("X-Problem", startsWith("bad_"))
                .body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/cid/%zz", "/v1/cid/%", "/v1/cid/1?key=%zz", "/v1/cid?number=%f"})
    void cid_brokenEscapes_giveNoText(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 ");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEmpty();
        }
    }

    @Test
    void cid_keyInTheAddress_worksOnlyIfItCanDoNothingElse() {
        String dial = Reports.key("dial");
        String lookup = Reports.key("lookup");
        String both = Reports.key("dial", "feed");

        given().get("/v1/cid/+13152328257?key=" + dial).then().statusCode(200).body(startsWith("[!]"));
        for (String key : new String[] {lookup, both, AdminKeyProfile.ADMIN_KEY, "wrong"}) {
            given().get("/v1/cid/+13152328257?key=" + key)
                    .then()
                    .statusCode(401)
                    .header("X-Problem", "key_unknown")
                    .body(equalTo(""));
        }
        given().header("X-Api-Key", lookup).get("/v1/cid/95588").then().statusCode(200);
        String basic = Base64.getEncoder().encodeToString(("pbx:" + dial).getBytes(StandardCharsets.UTF_8));
        given().header("Authorization", "Basic " + basic)
                .get("/v1/cid/95588")
                .then()
                .statusCode(200);
        given().header("X-Api-Key", dial).get("/v1/numbers/95588").then().statusCode(403);
        given().header("X-Api-Key", Reports.key("report"))
                .get("/v1/cid/95588")
                .then()
                .statusCode(403)
                .body(equalTo(""));
    }

    @Test
    void lookup_numberInTheQuery_isTheLookupsOwnAnswer() {
        String inPath = get("/v1/numbers/95588?channel=sms&region=cn");
        String inQuery = get("/v1/numbers?number=95588&channel=sms&region=cn");

        assertThat(inQuery.replaceAll("\"asOf\".*", "")).isEqualTo(inPath.replaceAll("\"asOf\".*", ""));
        given().get("/v1/numbers").then().statusCode(400).body("code", equalTo("bad_parameter"));
    }

    @Test
    void lookup_acceptReputon_isAReputon() {
        given().header("Accept", "application/reputon+json")
                .urlEncodingEnabled(false)
                .get("/v1/numbers/+13152328257")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/reputon+json"))
                .body("application", equalTo("caller-number"))
                .body("reputons[0].rater", equalTo("rater.example.org"))
                .body("reputons[0].assertion", equalTo("unwanted"))
                .body("reputons[0].rated", equalTo("+13152328257"))
                .body("reputons[0].sample-size", equalTo(45));
        given().header("Accept", "application/reputon+json")
                .get("/v1/numbers/12ab34")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_number"));
        given().get("/.well-known/repute-template").then().body(containsString("/v1/numbers/{subject}"));
    }

    @Test
    void lookup_verstatAndPresentation_changeTheSpoofPart() {
        given().get("/v1/numbers/13800138000").then().body("spoof.suspected", equalTo(false));
        given().get("/v1/numbers/13800138000?verstat=TN-Validation-Failed")
                .then()
                .body("spoof.suspected", equalTo(true))
                .body("spoof.tells[0]", equalTo("verstat_failed"))
                .body("action", equalTo("warn"));
        given().get("/v1/numbers/13800138000?presentation=restricted")
                .then()
                .body("number", equalTo("withheld"))
                .body("spoof.suspected", equalTo(false))
                .body("spoof.tells[0]", equalTo("withheld_number"));
        assertThat(get("/v1/cid/13800138000?verstat=failed")).isEqualTo("[!] forged caller id");
        assertThat(get("/v1/cid/13800138000?verstat=failed&format=json")).contains("\"spoof\":true,\"sip\":null");
    }
}

package org.zhenhao.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemTest {
    @Test
    void thrownProblem_english_carriesCodeDetailMembersAndRetryAfter() {
        expect(given().get("/failing/problem").then(), 503, "overloaded")
                .header("Retry-After", "3")
                .header("Content-Language", "en")
                .body("type", equalTo("/problems/overloaded"))
                .body("title", equalTo("The service is busy"))
                .body("detail", equalTo("The queue is full: 7"))
                .body("instance", equalTo("/failing/problem"))
                .body("queue", equalTo(7))
                .body("retryAfter", equalTo(3));
    }

    @Test
    void thrownProblem_chineseAsked_speaksChinese() {
        given().header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                .get("/failing/problem")
                .then()
                .header("Content-Language", "zh-CN")
                .body("detail", equalTo("队列已满：7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":              | malformed_json | line 1",
                "{\"count\":1}}garbage    | malformed_json | line 1",
                "''                       | malformed_json | empty",
                "null                     | malformed_json | empty",
                "[1]                      | malformed_json | outermost",
                "{\"count\":1,\"cuont\":2}| unknown_field  | Unknown field cuont; known here: at, colour, count, parts",
                "{\"count\":\"many\"}     | invalid_field  | Field count: the value is not acceptable; expected a number",
                "{\"colour\":\"blue\"}    | invalid_field  | expected one of red, green",
                "{\"at\":\"yesterday\"}   | invalid_field  | Field at: the value is not acceptable; expected an RFC 3339 time",
                "{\"parts\":[{},{\"name\":{}}]} | invalid_field | Field parts[1].name",
            })
    void brokenJson_anyKind_is400WithItsCode(String body, String code, String detail) {
        expect(
                        given().contentType("application/json")
                                .body(body)
                                .post("/failing")
                                .then(),
                        400,
                        code)
                .body("detail", containsString(detail))
                .body(not(containsString("org.zhenhao")))
                .body(not(containsString("jackson")));
    }

    @Test
    void notFoundMethodTypeAndFormat_haveTheirCodes() {
        expect(given().get("/no/such/thing").then(), 404, "not_found").body("detail", nullValue());
        expect(given().get("/failing/none").then(), 404, "not_found");
        expect(given().delete("/failing/problem").then(), 405, "method_not_allowed");
        expect(given().accept("image/png").get("/failing/problem").then(), 406, "not_acceptable");
        expect(given().contentType("text/plain").body("x").post("/failing").then(), 415, "unsupported_media_type");
    }

    @Test
    void bodyOverTheLimit_is413() throws IOException {
        String head = "POST /failing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
        assertThat(raw(head + "Content-Length: 20000000\r\n\r\n{"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"code\":\"too_large\"");
    }

    @Test
    void bodyOverTheLimitInChunks_is413() throws IOException {
        String head = "POST /failing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"too_large\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/%zz",
                "/v1/numbers/%zz",
                "/v1/numbers/%",
                "/v1/numbers/1?region=%g1",
                "/q/health/%2",
                "/a{b}",
                "//[",
                "/a\\b"
            })
    void addressThatIsNoUri_isAProblem(String target) throws IOException {
        assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("\"code\":\"bad_request\"")
                .contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%7a", "/v1/", "/v1/x?", "/v1/x?a=b&c=%E4%BD%A0", "/v1/[", "*", "http://x/v1/numbers/"})
    void addressThatIsSomething_isLookedAt(String target) {
        assertThat(Addresses.valid(target)).isEqualTo(!target.contains("["));
    }

    @Test
    void storeFailures_are503And409() {
        expect(given().get("/failing/store-away").then(), 503, "store_unavailable")
                .header("Retry-After", "2");
        expect(given().get("/failing/pool-empty").then(), 503, "store_unavailable");
        expect(given().get("/failing/taken").then(), 409, "conflict");
    }

    @Test
    void bug_any_isLoggedAsIncidentAndTellsNothing() {
        List<LogRecord> logged = listen(() -> expect(given().get("/failing/bug").then(), 500, "internal")
                .body("incident", matchesPattern("[0-9a-f]{12}"))
                .body(not(containsString("secret"))));
        assertThat(logged).anySatisfy(record -> assertThat(record.getThrown()).hasMessage("secret detail"));
    }

    @Test
    void clientMistake_any_logsNoStackTrace() {
        List<LogRecord> logged = listen(() -> {
            given().contentType("application/json").body("{").post("/failing");
            given().get("/no/such/thing");
            given().get("/failing/problem");
        });
        assertThat(logged).noneMatch(record -> record.getThrown() != null);
    }

    private static ValidatableResponse expect(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }

    private static List<LogRecord> listen(Runnable work) {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return records;
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

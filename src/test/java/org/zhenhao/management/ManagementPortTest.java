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
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                "/q/health/%zz",
                "/q/health%",
                "/q/health/%00",
                "/q/info%2",
                "/q/metrics/%c3%28",
                "/q/health/../../v1/numbers/95588",
                "/q/health/%2e%2e/%2e%2e/v1/numbers/95588",
                "/q/health/..%2f..%2fv1/numbers/95588",
                "/q/healthy",
                "/q/health/[",
                "/q/health//ready",
                "/q/health/ready?%zz",
                "/q/health/ready?a=%c3%2",
                "/q/info?^",
                "//",
                "*",
                "http://[/q/health/ready",
                "http://a/q/%zz",
                "?",
                "q/health"
            })
    void address_thatIsNoUriOrGoesElsewhere_isRefusedWithoutATrace(String target) throws IOException {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        String answer;
        try {
            answer = raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        } finally {
            root.removeHandler(handler);
        }
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\tat ", "Exception", "\"level\"");
        assertThat(logged).allMatch(record -> record.getThrown() == null);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", management.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

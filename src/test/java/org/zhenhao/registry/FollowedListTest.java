package org.zhenhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;
import org.zhenhao.testing.AdminKeyProfile;

/** A publisher's list is fetched from a real HTTP server, as each hour does. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class FollowedListTest {
    private static final SigningKey BANK =
            SigningKey.of(Pseudonyms.under("a bank's own secret".getBytes(StandardCharsets.UTF_8)), "test");

    @Inject
    Registry registry;

    @Inject
    Publishers publishers;

    @Inject
    ObjectMapper mapper;

    private HttpServer server;
    private int status;
    private byte[] body = {};

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list.json", exchange -> {
            exchange.getResponseHeaders().set("Location", "/other.json");
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.createContext("/other.json", exchange -> {
            throw new IOException("a redirection was followed");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void followedList_isFetched_andWhatFailsChangesNothing() throws Exception {
        String id = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "自办银行",
                        "publicKey",
                        Base64.getEncoder().encodeToString(BANK.publicKey()),
                        "url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/list.json"))
                .post("/v1/registry/bundle/publishers")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        fetch(200, list(1, "+8675586018001", "+8675586018002"));
        assertThat(registry.isOfficial("+8675586018001")).isTrue();
        fetch(200, list(2, "+8675586018002"));
        assertThat(registry.find("+8675586018001")).isNull();
        assertThat(registry.isOfficial("+8675586018002")).isTrue();
        assertThat(failure(id)).isNull();

        fetch(500, list(3, "+8675586018003"));
        assertThat(failure(id)).contains("500");
        fetch(302, list(3, "+8675586018003"));
        assertThat(failure(id)).contains("302");
        fetch(200, "<html>not today</html>".getBytes(StandardCharsets.UTF_8));
        fetch(200, list(1, "+8675586018003"));
        assertThat(failure(id)).isNotNull();
        assertThat(registry.find("+8675586018003")).isNull();
        assertThat(registry.isOfficial("+8675586018002")).isTrue();

        fetch(200, list(4, "+8675586018003"));
        assertThat(registry.isOfficial("+8675586018003")).isTrue();
        assertThat(failure(id)).isNull();
    }

    private void fetch(int answer, byte[] with) {
        status = answer;
        body = with;
        publishers.fetchAll();
    }

    private static String failure(String id) {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .get("/v1/registry/bundle/publishers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("find { it.id == '" + id + "' }.failure");
    }

    private byte[] list(long serial, String... numbers) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String number : numbers) {
            entries.add(Map.of(
                    "shape", "number", "key", number, "role", "official", "institution", "自办银行", "source", "公告"));
        }
        byte[] payload = mapper.writeValueAsBytes(Map.of(
                "format",
                "zhenhao-registry/1",
                "issuer",
                "自办银行",
                "serial",
                serial,
                "issuedAt",
                Instant.now(Clock.systemUTC()).toString(),
                "expiresAt",
                "2199-01-01T00:00:00Z",
                "institutions",
                List.of(),
                "entries",
                entries));
        Base64.Encoder base64 = Base64.getEncoder();
        return mapper.writeValueAsBytes(Map.of(
                "payload", base64.encodeToString(payload),
                "algorithm", "Ed25519",
                "publicKey", base64.encodeToString(BANK.publicKey()),
                "signature", base64.encodeToString(BANK.sign(payload))));
    }
}

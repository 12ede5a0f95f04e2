package org.zhenhao.dialer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.published.PublishedNumbers;
import org.zhenhao.testing.Eventually;

/** Webhooks against a receiver of the test's own, on the loopback that the profile allows. */
@QuarkusTest
@TestProfile(DialerProfile.class)
class WebhookEndpointTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Inject
    PublishedNumbers published;

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final HttpServer receiver = receiver();

    private record Delivery(String signature, String body) {}

    private HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                deliveries.add(new Delivery(exchange.getRequestHeaders().getFirst("Zhenhao-Signature"), body));
                if (status.get() == 302) {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                }
                exchange.sendResponseHeaders(status.get(), -1);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() throws SQLException {
        receiver.start();
        published.refresh();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private JsonPath add(String key) {
        return given().header("X-Api-Key", key)
                .contentType("application/json")
                .body(Map.of("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?x=1"))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private boolean told(String number) {
        return deliveries.stream().anyMatch(delivery -> delivery.body().contains("\"number\":\"" + number + "\""));
    }

    @Test
    void change_isDeliveredWithASignature() throws GeneralSecurityException {
        JsonPath webhook = add(Reports.key("feed"));
        Reports.of("+8613400000001", "call", "fraud", 25);

        Eventually.holds(SOON, () -> told("+8613400000001"));
        Delivery delivery = deliveries.get(deliveries.size() - 1);
        String time = delivery.signature().replaceAll("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(webhook.getString("secret").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected =
                HexFormat.of().formatHex(mac.doFinal((time + "." + delivery.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(delivery.signature()).isEqualTo("t=" + time + ",v1=" + expected);
        assertThat(delivery.body()).startsWith("{\"webhook\":\"" + webhook.getString("id") + "\",\"after\":");
    }

    @Test
    void receiverThatFails_isToldAgainUntilItTakesIt() {
        status.set(500);
        String key = Reports.key("feed");
        add(key);
        Reports.of("+8613400000002", "call", "fraud", 25);
        Eventually.holds(SOON, () -> deliveries.size() >= 2);

        status.set(200);
        Eventually.holds(
                SOON,
                () -> given().header("X-Api-Key", key)
                                .get("/v1/webhooks")
                                .jsonPath()
                                .getInt("[0].failures")
                        == 0);
        assertThat(told("+8613400000002")).isTrue();
    }

    @Test
    void receiverThatRedirects_isGivenUpAndKeptAmongTheDead() {
        status.set(302);
        String key = Reports.key("feed");
        String id = add(key).getString("id");
        Reports.of("+8613400000003", "call", "fraud", 25);
        Eventually.holds(
                SOON,
                () -> !given().header("X-Api-Key", key)
                        .get("/v1/webhooks/" + id + "/dead")
                        .jsonPath()
                        .getList("$")
                        .isEmpty());
        given().header("X-Api-Key", key)
                .get("/v1/webhooks/" + id + "/dead")
                .then()
                .body("[0].error", equalTo("status 302"));
        deliveries.clear();
        status.set(200);
        given().header("X-Api-Key", key)
                .post("/v1/webhooks/" + id + "/dead/retry")
                .then()
                .statusCode(202);

        Eventually.holds(SOON, () -> told("+8613400000003"));
        given().header("X-Api-Key", key)
                .get("/v1/webhooks/" + id + "/dead")
                .then()
                .body("$", hasSize(0));
    }

    @Test
    void webhooks_areSeenByTheirOwnKeyOnly() {
        String key = Reports.key("feed");
        String id = add(key).getString("id");
        String other = Reports.key("feed");

        given().header("X-Api-Key", other).get("/v1/webhooks").then().body("$", hasSize(0));
        given().header("X-Api-Key", other).delete("/v1/webhooks/" + id).then().statusCode(404);
        given().header("X-Api-Key", other)
                .get("/v1/webhooks/" + id + "/dead")
                .then()
                .statusCode(404);
        given().get("/v1/webhooks").then().statusCode(401);
        given().header("X-Api-Key", Reports.key("lookup"))
                .get("/v1/webhooks")
                .then()
                .statusCode(403);
        given().header("X-Api-Key", key).get("/v1/webhooks").then().body("[0].id", startsWith("wh_"));
        given().header("X-Api-Key", key).delete("/v1/webhooks/" + id).then().statusCode(204);
        given().header("X-Api-Key", key).get("/v1/webhooks").then().body("$", hasSize(0));
    }
}

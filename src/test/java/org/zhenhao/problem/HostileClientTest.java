package org.zhenhao.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.testing.Certificate;
import org.zhenhao.testing.Eventually;

/** What clients try on a real socket: being slow, being odd, leaving the path, coming without a certificate. */
@QuarkusTest
@TestProfile(HostileClientTest.Impatient.class)
@QuarkusTestResource(value = HostileClientTest.Certificates.class, restrictToAnnotatedClass = true)
class HostileClientTest {
    /** Waits for nobody for long. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.idle-timeout", "2s",
                    "zhenhao.max-body-time", "3s",
                    "zhenhao.tls.client-auth", "required",
                    "quarkus.otel.sdk.disabled", "false",
                    "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:9");
        }
    }

    /** A certificate for the service, one for a client that it trusts, and one for a stranger. */
    public static final class Certificates implements QuarkusTestResourceLifecycleManager {
        static final Path DIRECTORY =
                Path.of("target", "hostile-client-" + ProcessHandle.current().pid());

        @Override
        public Map<String, String> start() {
            try {
                Certificate server = Certificate.make(DIRECTORY.resolve("server"), "localhost");
                Certificate client = Certificate.make(DIRECTORY.resolve("client"), "client");
                Certificate.make(DIRECTORY.resolve("stranger"), "stranger");
                return Map.of(
                        "quarkus.http.ssl.certificate.files", server.pem().toString(),
                        "quarkus.http.ssl.certificate.key-files", server.key().toString(),
                        "quarkus.http.ssl.certificate.trust-store-files",
                                client.pem().toString(),
                        "quarkus.http.insecure-requests", "enabled");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop() {}
    }

    @Inject
    SeenSpans spans;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus fills it.
    URL plain;

    @TestHTTPResource(value = "/v1/numbers/95588", tls = true)
    @SuppressWarnings("NullAway.Init") // Quarkus fills it.
    URI secure;

    private Socket connect() throws IOException {
        Socket socket = new Socket(plain.getHost(), plain.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** All that the service says until it hangs up. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return rest(socket);
        }
    }

    @Test
    void slowHead_isCutOff() throws IOException {
        assertThat(raw("GET /v1/numbers/95588 HTTP/1.1\r\nHost: x\r\nX-Slow: ")).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void idleConnection_isCutOff() throws IOException {
        assertThat(raw("")).isEmpty();
    }

    @Test
    void bodyThatTrickles_isCutOffThoughItNeverStops() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST /v1/numbers/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{");
            long begun = System.nanoTime();
            assertThatThrownBy(() -> {
                        while (System.nanoTime() - begun < 20_000_000_000L) {
                            write(socket, " ");
                            LockSupport.parkNanos(200_000_000);
                        }
                    })
                    .isInstanceOf(SocketException.class);
            assertThat(System.nanoTime() - begun).isGreaterThan(2_000_000_000L);
        }
    }

    @Test
    void readerThatTakesNothing_isCutOff() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new java.net.InetSocketAddress(plain.getHost(), plain.getPort()));
            socket.setSoTimeout(20_000);
            int asked = 400;
            long one = given().get("/q/openapi").asByteArray().length;
            write(socket, "GET /q/openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(asked));
            LockSupport.parkNanos(6_000_000_000L);
            long taken = rest(socket).length();
            assertThat(taken).isLessThan(asked * one / 2);
        }
    }

    /** What is no address at all the server refuses by itself, before there is anybody to say more. */
    @Test
    void addressThatCannotBeRead_is400() throws IOException {
        String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(raw("GET /v1/numbers/%zz" + end)).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v1/%" + end)).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v1/numbers/%c3%28" + end))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/numbers/95588 HTTP/1.1\r\nHost: x\r\nX-Long: LONG\r\n\r\n",
                "GET /v1/numbers/LONG HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/numbers/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}   ",
                "GET /v1/numbers/95588 HTTP/1.1\r\nHost : x\r\nBad\u0000Name: y\r\n\r\n",
                "POST /v1/numbers/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET http:// HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\r\n\r\n"
            })
    void requestThatIsNone_getsNoAnswerFromBeyondTheLimits(String request) throws IOException {
        String answer = raw(request.replace("LONG", "x".repeat(60_000)));
        assertThat(answer).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/keys",
                "/v1/keys/",
                "//v1/keys",
                "/v1//keys",
                "/v1/./keys",
                "/v1/numbers/../keys",
                "/v1/numbers/%2e%2e/keys",
                "/v1/keys;x=1",
                "/v1/%6beys",
                "/V1/KEYS",
                "/phoneblock/../v1/keys"
            })
    void pathTricks_openNothing(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 40[0134]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../application.properties",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/META-INF/MANIFEST.MF",
                "/application.properties",
                "/db/migration/common/V1__people.sql",
                "/screening.html/../../application.properties",
                "/\\..\\..\\etc\\passwd",
                "/index.html%00.txt"
            })
    void filesOfTheService_areNotServed(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 40[0134]")
                .doesNotContain("root:", "quarkus.", "CREATE TABLE");
    }

    @Test
    void lineBreaksInInput_makeNoHeader() throws IOException {
        for (String path : List.of(
                "/v1/numbers/95588%0d%0aX-Injected:%20yes",
                "/v1/numbers/95588?region=CN%0d%0aX-Injected:%20yes",
                "/v1/cid/95588?format=%0d%0aX-Injected:%20yes",
                "/nothing%0d%0aX-Injected:%20yes")) {
            String answer = raw(
                    "GET " + path
                            + " HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nIf-None-Match: \"a\"\r\nConnection: close\r\n\r\n");
            assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("\r\nX-Injected");
        }
    }

    @Test
    void answers_ofEveryKind_carrySecurityHeaders() {
        for (String path :
                List.of("/v1/numbers/95588", "/v1/nothing", "/v1/keys", "/", "/q/swagger-ui/", "/q/health")) {
            assertThat(given().get(path).header("X-Content-Type-Options"))
                    .as(path)
                    .isEqualTo("nosniff");
        }
        assertThat(given().get("/").header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(given().get("/").header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(given().get("/v1/numbers/95588").header("Strict-Transport-Security"))
                .isNull();
    }

    @Test
    void spans_ofRequests_holdNoNumber() {
        given().get("/v1/numbers/13100889977?channel=sms");
        given().get("/v1/cid/13100889977");
        Eventually.holds(
                Duration.ofSeconds(10), () -> spans.seen.stream().anyMatch(span -> span.contains("/v1/numbers/")));
        assertThat(spans.seen).noneMatch(span -> span.contains("13100889977"));
    }

    @Test
    void tls_withTheClientsCertificate_answers_andWithoutOrWithAStrangersDoesNot()
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpResponse<String> answer = ask("client");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThatThrownBy(() -> ask("stranger")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask(null)).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> ask(@Nullable String who)
            throws IOException, InterruptedException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(who == null ? null : store(who), Certificate.PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(secure).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static KeyStore store(String who) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in =
                Files.newInputStream(Certificates.DIRECTORY.resolve(who).resolve("store.p12"))) {
            store.load(in, Certificate.PASSWORD.toCharArray());
        }
        return store;
    }
}

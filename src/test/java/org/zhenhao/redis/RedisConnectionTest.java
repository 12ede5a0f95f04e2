package org.zhenhao.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Certificate;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.Ports;
import org.zhenhao.testing.RedisProcess;

/** How the service gets into a real Redis: protocol, password, TLS. */
class RedisConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final RedisKey KEY = new RedisKey("tag", "z1:{tag}:a");
    private static final RedisKey OTHER = new RedisKey("tag", "z1:{tag}:b");
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void connect_serverThatKnowsResp3_speaksIt() {
        try (RedisProcess server = RedisProcess.server()) {
            assertUseful(target("redis://127.0.0.1:", server), null);

            assertThat(server.command("INFO", "commandstats"))
                    .containsPattern("cmdstat_hello:calls=[1-9]\\d*,.*rejected_calls=0,failed_calls=0");
        }
    }

    @Test
    void connect_serverWithoutHello_speaksTheOldProtocol() {
        try (RedisProcess server = RedisProcess.server("--rename-command", "HELLO", "")) {
            assertUseful(target("redis://127.0.0.1:", server), null);
        }
    }

    @Test
    void connect_passwordApartFromTheAddress_logsIn() {
        try (RedisProcess server = RedisProcess.server("--requirepass", "se:cret@/#1")) {
            assertUseful(target("redis://127.0.0.1:", server).withPassword("se:cret@/#1"), null);
        }
    }

    @Test
    void connect_userOfAnAccessListAndDatabase_logsIn() {
        try (RedisProcess server = RedisProcess.server()) {
            server.command("ACL", "SETUSER", "zhenhao", "on", ">word", "~z1:*", "+@all");
            server.command("ACL", "SETUSER", "default", "off");

            assertUseful(GivenRedis.at("redis://zhenhao:word@127.0.0.1:" + server.port() + "/3"), null);
        }
    }

    @Test
    void connect_wrongPassword_isRefused() {
        try (RedisProcess server = RedisProcess.server("--requirepass", "right")) {
            assertUseless(target("redis://:wrong@127.0.0.1:", server), null);
        }
    }

    @Test
    void connect_tls_believesTheRightCertificateOnly(@TempDir Path directory) throws Exception {
        Certificate right = Certificate.make(directory.resolve("right"), "localhost");
        Certificate wrong = Certificate.make(directory.resolve("wrong"), "localhost");
        try (RedisProcess server = encrypted(right, "no")) {
            assertUseful(target("rediss://localhost:", server), trusting(right, null, true));
            // The certificate does not name this host.
            assertUseless(target("rediss://127.0.0.1:", server), trusting(right, null, true));
            assertUseless(target("rediss://localhost:", server), trusting(wrong, null, true));
            assertUseless(target("redis://localhost:", server), null);
            assertUseful(target("rediss://127.0.0.1:", server), trusting(right, null, false));
        }
    }

    @Test
    void connect_serverThatAsksForACertificate_getsIt(@TempDir Path directory) throws Exception {
        Certificate certificate = Certificate.make(directory, "localhost");
        try (RedisProcess server = encrypted(certificate, "yes")) {
            assertUseless(target("rediss://localhost:", server), trusting(certificate, null, true));
            assertUseful(target("rediss://localhost:", server), trusting(certificate, certificate, true));
        }
    }

    private static void assertUseless(RedisSettings settings, @Nullable RedisTlsSettings tls) {
        RedisLinks links = new RedisLinks(VERTX, settings, tls);
        try {
            long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
            while (System.nanoTime() < end) {
                assertThat(links.probe(PATIENCE)).failsWithin(SOON);
                assertThat(links.get(List.of(KEY))).failsWithin(SOON);
            }
        } finally {
            links.close();
        }
    }

    private static void assertUseful(RedisSettings settings, @Nullable RedisTlsSettings tls) {
        RedisLinks links = new RedisLinks(VERTX, settings, tls);
        try {
            Eventually.holds(SOON, () -> answers(links.probe(PATIENCE)));
            String value = UUID.randomUUID().toString();
            assertThat(links.send(KEY, Request.cmd(Command.SET).arg(KEY.name()).arg(value), PATIENCE))
                    .succeedsWithin(SOON);
            assertThat(links.get(List.of(KEY, OTHER))).succeedsWithin(SOON).satisfies(values -> {
                assertThat(values[0]).hasToString(value);
                assertThat(values[1]).isNull();
            });
        } finally {
            links.close();
        }
    }

    private static boolean answers(CompletableFuture<?> future) {
        return future.handle((done, failure) -> failure == null).join();
    }

    private static GivenRedis target(String url, RedisProcess server) {
        return GivenRedis.at(url + server.port());
    }

    private static RedisProcess encrypted(Certificate certificate, String authenticate) {
        int port = Ports.free();
        return RedisProcess.server(
                port,
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.pem().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-ca-cert-file",
                certificate.pem().toString(),
                "--tls-auth-clients",
                authenticate);
    }

    private static RedisTlsSettings trusting(Certificate server, @Nullable Certificate own, boolean verify)
            throws IOException {
        return new RedisTlsSettings() {
            @Override
            public Optional<String> truststore() {
                return Optional.of(server.pem().toString());
            }

            @Override
            public Optional<String> truststorePassword() {
                return Optional.empty();
            }

            @Override
            public Optional<String> keystore() {
                return Optional.ofNullable(own)
                        .map(certificate -> certificate.store().toString());
            }

            @Override
            public Optional<String> keystorePassword() {
                return Optional.of(Certificate.PASSWORD);
            }

            @Override
            public boolean verifyHost() {
                return verify;
            }
        };
    }
}

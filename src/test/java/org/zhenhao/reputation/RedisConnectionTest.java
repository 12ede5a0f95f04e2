package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.zhenhao.reputation.TierFixture.NUMBER;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void connect_serverThatKnowsResp3_speaksIt() throws SQLException {
        try (RedisProcess server = RedisProcess.server();
                TierFixture fixture = new TierFixture(VERTX, target("redis://127.0.0.1:", server), null)) {
            becomesUseful(fixture);

            assertThat(server.command("INFO", "commandstats"))
                    .containsPattern("cmdstat_hello:calls=[1-9]\\d*,.*rejected_calls=0,failed_calls=0");
        }
    }

    @Test
    void connect_serverWithoutHello_speaksTheOldProtocol() throws SQLException {
        try (RedisProcess server = RedisProcess.server("--rename-command", "HELLO", "");
                TierFixture fixture = new TierFixture(VERTX, target("redis://127.0.0.1:", server), null)) {
            becomesUseful(fixture);
        }
    }

    @Test
    void connect_passwordApartFromTheAddress_logsIn() throws SQLException {
        try (RedisProcess server = RedisProcess.server("--requirepass", "se:cret@/#1");
                TierFixture fixture = new TierFixture(
                        VERTX, RedisTarget.of("redis://127.0.0.1:" + server.port(), null, "se:cret@/#1", null), null)) {
            becomesUseful(fixture);
        }
    }

    @Test
    void connect_userOfAnAccessListAndDatabase_logsIn() throws SQLException {
        try (RedisProcess server = RedisProcess.server()) {
            server.command("ACL", "SETUSER", "zhenhao", "on", ">word", "~z1:*", "+@all");
            server.command("ACL", "SETUSER", "default", "off");
            try (TierFixture fixture = new TierFixture(
                    VERTX, RedisTarget.of("redis://zhenhao:word@127.0.0.1:" + server.port() + "/3"), null)) {
                becomesUseful(fixture);
            }
        }
    }

    @Test
    void connect_wrongPassword_isNotAskedAndTheStoreAnswers() throws SQLException {
        try (RedisProcess server = RedisProcess.server("--requirepass", "right");
                TierFixture fixture = new TierFixture(VERTX, target("redis://:wrong@127.0.0.1:", server), null)) {
            fixture.store.put(NUMBER, NearItemsTest.item(3));

            assertThat(fixture.version(NUMBER)).isEqualTo(3);
            assertThat(fixture.tier.up()).isFalse();
        }
    }

    @Test
    void connect_tls_believesTheRightCertificateOnly(@TempDir Path directory) throws Exception {
        Certificate right = Certificate.make(directory.resolve("right"), "localhost");
        Certificate wrong = Certificate.make(directory.resolve("wrong"), "localhost");
        try (RedisProcess server = encrypted(right, "no")) {
            try (TierFixture fixture =
                    new TierFixture(VERTX, target("rediss://localhost:", server), trusting(right, null, true))) {
                becomesUseful(fixture);
            }
            // The certificate does not name this host.
            assertUseless(target("rediss://127.0.0.1:", server), trusting(right, null, true));
            assertUseless(target("rediss://localhost:", server), trusting(wrong, null, true));
            assertUseless(target("redis://localhost:", server), null);
            try (TierFixture fixture =
                    new TierFixture(VERTX, target("rediss://127.0.0.1:", server), trusting(right, null, false))) {
                becomesUseful(fixture);
            }
        }
    }

    @Test
    void connect_serverThatAsksForACertificate_getsIt(@TempDir Path directory) throws Exception {
        Certificate certificate = Certificate.make(directory, "localhost");
        try (RedisProcess server = encrypted(certificate, "yes")) {
            assertUseless(target("rediss://localhost:", server), trusting(certificate, null, true));
            try (TierFixture fixture = new TierFixture(
                    VERTX, target("rediss://localhost:", server), trusting(certificate, certificate, true))) {
                becomesUseful(fixture);
            }
        }
    }

    @Test
    void target_forms_areRead() {
        RedisTarget sentinels = RedisTarget.of("rediss-sentinel://u:p@a:1,b/2#m");
        assertThat(sentinels)
                .isEqualTo(new RedisTarget(
                        RedisTarget.Mode.SENTINEL, true, List.of("a:1", "b:26379"), "u:p@", "", 2, "m"));
        assertThat(sentinels.server("h:3")).isEqualTo("rediss://u:p@h:3/2");
        assertThat(sentinels.sentinel("a:1")).isEqualTo("rediss://a:1");
        assertThat(sentinels.toString()).doesNotContain("p@");
        assertThat(RedisTarget.of("redis://word@a,redis://word@b:7").mode()).isEqualTo(RedisTarget.Mode.CLUSTER);
        assertThat(RedisTarget.of("redis://word@a").server("a:1")).isEqualTo("redis://:word@a:1");
        assertThat(RedisTarget.of("redis://[::1]:7").addresses()).containsExactly("[::1]:7");
        for (String bad : new String[] {"http://a", "redis://", "redis-sentinel://a", "redis://a#m", "redis://a,b/1"}) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> RedisTarget.of(bad));
        }
    }

    @Test
    void slot_ofKeysInTheSpecification_isTheirs() {
        // The check value of CRC-16/XMODEM, and what CLUSTER KEYSLOT answers.
        assertThat(HashSlot.of("123456789")).isEqualTo(0x31C3);
        assertThat(HashSlot.of("foo")).isEqualTo(12182);
    }

    private static void assertUseless(RedisTarget target, @Nullable RedisTlsSettings tls) throws SQLException {
        try (TierFixture fixture = new TierFixture(VERTX, target, tls)) {
            fixture.store.put(NUMBER, NearItemsTest.item(3));
            long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
            while (System.nanoTime() < end) {
                assertThat(fixture.version(NUMBER)).isEqualTo(3);
                assertThat(fixture.tier.up()).isFalse();
            }
        }
    }

    private static void becomesUseful(TierFixture fixture) {
        Eventually.holds(SOON, fixture.tier::up);
        fixture.commit(NUMBER, 3);
        Eventually.holds(SOON, () -> fixture.fromRedis(NUMBER));
        assertThat(fixture.version(NUMBER)).isEqualTo(3);
    }

    private static RedisTarget target(String url, RedisProcess server) {
        return RedisTarget.of(url + server.port());
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

package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhenhao.reputation.TierFixture.NUMBER;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.redis.GivenRedis;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.Ports;
import org.zhenhao.testing.RedisProcess;

/** A real master with a replica, and a sentinel that puts the one in the other's place. */
class RedisSentinelTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess master = RedisProcess.server();
    private final RedisProcess replica =
            RedisProcess.server("--replicaof", "127.0.0.1", Integer.toString(master.port()));
    private final RedisProcess sentinel = RedisProcess.sentinel("numbers", master.port());
    private TierFixture fixture;

    @BeforeEach
    void connect() throws SQLException {
        Eventually.holds(SOON, () -> replica.command("INFO", "replication").contains("master_link_status:up"));
        Eventually.holds(
                SOON,
                () -> sentinel.command("SENTINEL", "REPLICAS", "numbers").contains(Integer.toString(replica.port())));
        int nobody = Ports.free();
        fixture = new TierFixture(
                vertx,
                GivenRedis.at("redis-sentinel://127.0.0.1:" + nobody + ",127.0.0.1:" + sentinel.port() + "#numbers"));
        Eventually.holds(SOON, fixture.tier::up);
        fixture.commit(NUMBER, 3);
        Eventually.holds(SOON, () -> fixture.fromRedis(NUMBER));
    }

    @AfterEach
    void end() throws SQLException {
        fixture.close();
        sentinel.close();
        replica.close();
        master.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void load_masterKilled_staysRightAndReturnsToRedisWithTheNewMaster() {
        master.kill();
        for (int version = 4; version < 20; version++) {
            fixture.commit(NUMBER, version);
            assertThat(fixture.version(NUMBER)).isEqualTo(version);
        }
        Eventually.holds(SOON, fixture.tier::up);

        assertThat(replica.command("ROLE")).startsWith("master");
        Eventually.holds(SOON, () -> fixture.fromRedis(NUMBER));
        assertThat(fixture.version(NUMBER)).isEqualTo(19);
    }

    @Test
    void load_masterDeposedWhileFrozen_isNotBelievedWhenItComesBack() {
        master.freeze();
        Eventually.holds(SOON, () -> replica.command("ROLE").startsWith("master"));
        fixture.commit(NUMBER, 4);
        master.thaw();
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.version(NUMBER)).isEqualTo(4);
        }
        // The old master still believes itself for a moment, and is found out.
        Eventually.holds(SOON, () -> {
            assertThat(fixture.version(NUMBER)).isEqualTo(4);
            return replica.command("CLIENT", "LIST").contains("cmd=mget") && fixture.fromRedis(NUMBER);
        });
    }
}

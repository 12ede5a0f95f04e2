package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.zhenhao.redis.GivenRedis;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.RedisClusterNodes;
import org.zhenhao.testing.RedisProcess;

/** A real cluster: three masters, a replica of the first. The last test costs it a master. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisClusterTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int NUMBERS = 60;
    /** As many as a cluster has. */
    private static final int SLOTS = 16_384;

    private static final RedisClusterNodes CLUSTER = new RedisClusterNodes();
    private static final Vertx VERTX = Vertx.vertx();

    private final List<ItemKey> keys = IntStream.range(0, NUMBERS)
            .mapToObj(i -> ItemKey.tally("+86139%04d5678".formatted(i), "+86139%04dxxxx".formatted(i)))
            .toList();
    private TierFixture fixture;

    @BeforeAll
    static void agree() {
        assertThat(CLUSTER.nodes()).hasSize(4);
    }

    @AfterAll
    static void end() {
        CLUSTER.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void connect() throws SQLException {
        CLUSTER.nodes().forEach(node -> {
            if (node.command("ROLE").startsWith("master")) {
                node.command("FLUSHALL");
            }
        });
        // One node is enough to find the others.
        fixture = new TierFixture(
                VERTX,
                GivenRedis.at(
                        "redis-cluster://127.0.0.1:" + CLUSTER.nodes().get(1).port()));
        Eventually.holds(SOON, fixture.tier::up);
    }

    @AfterEach
    void disconnect() throws SQLException {
        fixture.close();
    }

    @Test
    @Order(1)
    void load_keysOnAllMasters_comeFromRedis() {
        warm();

        assertThat(fixture.load(keys.toArray(ItemKey[]::new)).tier()).isEqualTo(Tier.REDIS);
        assertThat(CLUSTER.nodes().subList(0, 3))
                .allSatisfy(node ->
                        assertThat(Integer.parseInt(node.command("DBSIZE"))).isPositive());
        keys.forEach(key -> assertThat(fixture.version(key)).isEqualTo(1));
    }

    @Test
    @Order(2)
    void load_slotOnItsWay_staysRightAndTrusted() {
        warm();
        ItemKey key = keys.get(7);
        String name = CLUSTER.nodes()
                .get(0)
                .command("CLUSTER", "KEYSLOT", RedisFormat.key(key).name());
        int owner = Integer.parseInt(name) * 3 / SLOTS;
        RedisProcess from = CLUSTER.nodes().get(owner);
        RedisProcess to = CLUSTER.nodes().get((owner + 1) % 3);
        to.command("CLUSTER", "SETSLOT", name, "IMPORTING", from.command("CLUSTER", "MYID"));
        from.command("CLUSTER", "SETSLOT", name, "MIGRATING", to.command("CLUSTER", "MYID"));
        from.command(
                "MIGRATE",
                "127.0.0.1",
                Integer.toString(to.port()),
                RedisFormat.key(key).name(),
                "0",
                "5000");

        fixture.commit(key, 2);
        Eventually.holds(SOON, () -> fixture.fromRedis(key) && fixture.version(key) == 2);
        for (RedisProcess node : List.of(to, from)) {
            node.command("CLUSTER", "SETSLOT", name, "NODE", to.command("CLUSTER", "MYID"));
        }
        fixture.commit(key, 3);

        Eventually.holds(SOON, () -> fixture.fromRedis(key) && fixture.version(key) == 3);
        assertThat(fixture.tier.up()).isTrue();
        assertThat(fixture.faults("write")).isZero();
        assertThat(from.command("CLUSTER", "COUNTKEYSINSLOT", name)).isEqualTo("0");
    }

    @Test
    @Order(3)
    void load_masterKilled_staysRightAndReturnsToRedisWithTheReplica() {
        warm();
        CLUSTER.nodes().get(0).kill();
        for (int version = 2; version < 10; version++) {
            for (ItemKey key : keys.subList(0, 10)) {
                fixture.commit(key, version);
                assertThat(fixture.version(key)).isEqualTo(version);
            }
        }
        Eventually.holds(
                SOON,
                () -> fixture.tier.up()
                        && CLUSTER.nodes().get(3).command("ROLE").startsWith("master"));
        for (ItemKey key : keys) {
            long expected = keys.indexOf(key) < 10 ? 9 : 1;
            assertThat(fixture.version(key)).isEqualTo(expected);
            Eventually.holds(SOON, () -> fixture.fromRedis(key));
            assertThat(fixture.version(key)).isEqualTo(expected);
        }
    }

    /** Puts version 1 of every number into the store and sees to it that Redis holds it. */
    private void warm() {
        keys.forEach(key -> fixture.store.put(key, NearItemsTest.item(1)));
        keys.forEach(key -> Eventually.holds(SOON, () -> fixture.fromRedis(key)));
    }
}

package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.redis.GivenRedis;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.RedisProcess;
import org.zhenhao.testing.RedisServer;

/** Whatever happens to a real Redis, the answer is the store's. */
class RedisTierTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ItemKey NUMBER = TierFixture.NUMBER;
    private static final ItemKey PAGE = ItemKey.page("+861391234xxxx");
    private static final RedisServer SERVER = new RedisServer();
    private static final Vertx VERTX = Vertx.vertx();

    private TierFixture fixture;

    @BeforeAll
    static void startServer() {
        SERVER.start();
    }

    @AfterAll
    static void stopServer() {
        SERVER.stop();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void start() throws SQLException {
        SERVER.start();
        redis(Command.FLUSHALL);
        connect(GivenRedis.at(SERVER.url()));
    }

    private void connect(GivenRedis settings) throws SQLException {
        fixture = new TierFixture(VERTX, settings);
        Eventually.holds(SOON, () -> fixture.tier.up());
    }

    @AfterEach
    void stop() throws SQLException {
        fixture.close();
    }

    @Test
    void load_secondTime_comesFromRedis() {
        fixture.store.put(NUMBER, NearItemsTest.item(3));
        assertThat(load().tier()).isEqualTo(Tier.STORE);
        Eventually.holds(SOON, () -> load().tier() == Tier.REDIS);

        Loaded loaded = load();

        assertThat(loaded.items().get(0).version()).isEqualTo(3);
        assertThat(loaded.items().get(0).bytes())
                .isEqualTo(NearItemsTest.item(3).bytes());
        assertThat(loaded.items().get(1)).isEqualTo(Item.ABSENT);
    }

    @Test
    void published_newerItem_takesThePlaceOfTheOlder() {
        warm(3);
        commit(4);

        Eventually.holds(SOON, () -> fromRedis() == 4);
    }

    @Test
    void published_olderItemThatComesLate_changesNothing() {
        warm(3);
        commit(9);
        Eventually.holds(SOON, () -> fromRedis() == 9);
        fixture.tier.published(List.of(new ChangedItem(NUMBER, NearItemsTest.item(8))));
        fixture.tier.published(List.of(new ChangedItem(PAGE, new Item(1, new byte[0]))));
        Eventually.holds(SOON, () -> load().items().get(1).version() == 1);

        assertThat(fromRedis()).isEqualTo(9);
    }

    @Test
    void outdate_aHeldItem_isAskedOfTheStore() {
        warm(3);
        fixture.store.put(NUMBER, NearItemsTest.item(4));
        fixture.tier.outdate(List.of(new ChangeReader.Raised(NUMBER, 4)));

        assertThat(load().items().get(0).version()).isEqualTo(4);
    }

    @Test
    void outdate_thenALateFill_doesNotBringThePastBack() {
        fixture.tier.outdate(List.of(new ChangeReader.Raised(NUMBER, 7)));
        fixture.tier.published(List.of(new ChangedItem(NUMBER, NearItemsTest.item(6))));
        fixture.tier.published(List.of(new ChangedItem(PAGE, new Item(1, new byte[0]))));
        fixture.store.put(PAGE, new Item(1, new byte[0]));
        fixture.store.put(NUMBER, NearItemsTest.item(7));

        assertThat(load().items().get(0).version()).isEqualTo(7);
    }

    @Test
    void load_garbageUnderOurKeys_isAMissAndIsRemoved() {
        warm(3);
        redis(Command.SET, RedisFormat.key(NUMBER).name(), "rubbish");
        redis(Command.SET, RedisFormat.key(PAGE).name(), Buffer.buffer(new byte[] {
            1, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 7
        }));

        Loaded loaded = load();

        assertThat(loaded.items().get(0).version()).isEqualTo(3);
        assertThat(loaded.items().get(1)).isEqualTo(Item.ABSENT);
        assertThat(fixture.faults("garbage")).isEqualTo(2);
        Eventually.holds(SOON, () -> load().tier() == Tier.REDIS);
    }

    @Test
    void load_anotherTypeUnderOurKey_isAMissAndIsReplaced() {
        fixture.store.put(NUMBER, NearItemsTest.item(3));
        redis(Command.LPUSH, RedisFormat.key(NUMBER).name(), "a");

        assertThat(load().items().get(0).version()).isEqualTo(3);
        Eventually.holds(SOON, () -> load().tier() == Tier.REDIS);
    }

    @Test
    void load_valueOfAnotherFormat_isAMiss() {
        warm(3);
        byte[] other = RedisFormat.item(NearItemsTest.item(8));
        other[0] = 2;
        redis(Command.SET, RedisFormat.key(NUMBER).name(), Buffer.buffer(other));

        assertThat(load().items().get(0).version()).isEqualTo(3);
    }

    @Test
    void load_redisFlushed_comesFromTheStore() {
        warm(3);
        redis(Command.FLUSHALL);

        assertThat(load().items().get(0).version()).isEqualTo(3);
    }

    @Test
    void load_redisStopped_comesFromTheStoreAndRedisIsAskedAgainWhenItIsBack() {
        warm(3);
        SERVER.stop();
        for (int version = 4; version < 20; version++) {
            commit(version);
            assertThat(load().items().get(0).version()).isEqualTo(version);
        }
        Eventually.holds(SOON, () -> !fixture.tier.up());
        SERVER.start();
        Eventually.holds(SOON, fixture.tier::up);
        Eventually.holds(SOON, () -> load().tier() == Tier.REDIS);

        assertThat(fromRedis()).isEqualTo(19);
    }

    @Test
    void load_redisSuspended_comesFromTheStoreWithinTheBudgetAndThenAtOnce() throws Exception {
        fixture.close();
        // As lookups have it; the other tests do without, for a busy machine takes longer now and then.
        connect(GivenRedis.at(SERVER.url()).within(Duration.ofMillis(20)));
        warm(3);
        String info = String.valueOf(redis(Command.INFO, "server"));
        String pid = info.lines()
                .filter(line -> line.startsWith("process_id:"))
                .findFirst()
                .orElseThrow()
                .substring("process_id:".length())
                .strip();
        signal("-STOP", pid);
        try {
            Eventually.holds(SOON, () -> {
                assertThat(load().items().get(0).version()).isEqualTo(3);
                return !fixture.tier.up();
            });
            assertThat(fixture.faults("timeout")).isPositive();
            double before = fixture.faults("timeout");
            assertThat(load().items().get(0).version()).isEqualTo(3);
            assertThat(fixture.faults("timeout")).isEqualTo(before);
            commit(4);
        } finally {
            signal("-CONT", pid);
        }
        Eventually.holds(SOON, fixture.tier::up);

        assertThat(load().items().get(0).version()).isEqualTo(4);
    }

    @Test
    void load_redisBackWithOldData_isNotBelieved() {
        warm(3);
        byte[] old = RedisFormat.item(NearItemsTest.item(3));
        SERVER.stop();
        Eventually.holds(SOON, () -> !fixture.tier.up());
        commit(4);
        fixture.tier.close();
        SERVER.start();
        redis(Command.SET, RedisFormat.key(NUMBER).name(), Buffer.buffer(old));

        fixture.startAgain();
        Eventually.holds(SOON, () -> fixture.tier.up());

        assertThat(load().items().get(0).version()).isEqualTo(4);
    }

    @Test
    void load_redisFull_comesFromTheStore() {
        warm(3);
        redis(Command.CONFIG, "SET", "maxmemory", "1");
        try {
            commit(4);
            Eventually.holds(SOON, () -> load().items().get(0).version() == 4);
        } finally {
            redis(Command.CONFIG, "SET", "maxmemory", "0");
        }
    }

    @Test
    void load_storeDownButRedisKnows_isAnswered() {
        warm(3);
        fixture.store.down = true;

        assertThat(load().items().get(0).version()).isEqualTo(3);
    }

    @Test
    void load_redisThatRefusesThePassword_comesFromTheStore() throws SQLException {
        try (RedisProcess server = RedisProcess.server("--requirepass", "right");
                TierFixture stranger =
                        new TierFixture(VERTX, GivenRedis.at("redis://:wrong@127.0.0.1:" + server.port()))) {
            stranger.store.put(NUMBER, NearItemsTest.item(3));

            assertThat(stranger.version(NUMBER)).isEqualTo(3);
            assertThat(stranger.tier.up()).isFalse();
        }
    }

    /** Puts version into the store and sees to it that Redis holds it. */
    private void warm(int version) {
        fixture.store.put(NUMBER, NearItemsTest.item(version));
        Eventually.holds(SOON, () -> load().tier() == Tier.REDIS);
    }

    private void commit(int version) {
        fixture.commit(NUMBER, version);
    }

    private Loaded load() {
        return fixture.load(NUMBER, PAGE);
    }

    /** The number's version in Redis, -1 if Redis was not enough. */
    private long fromRedis() {
        Loaded loaded = load();
        return loaded.tier() == Tier.REDIS ? loaded.items().get(0).version() : -1;
    }

    private static @Nullable Response redis(Command command, Object... arguments) {
        Redis client = Redis.createClient(VERTX, SERVER.url());
        try {
            Request request = Request.cmd(command);
            for (Object argument : arguments) {
                if (argument instanceof Buffer bytes) {
                    request.arg(bytes);
                } else {
                    request.arg(String.valueOf(argument));
                }
            }
            return client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            client.close();
        }
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}

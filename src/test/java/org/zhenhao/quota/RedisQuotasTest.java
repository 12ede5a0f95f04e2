package org.zhenhao.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zhenhao.quota.SharedCounts.Spent;
import org.zhenhao.redis.GivenRedis;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.RedisProcess;

class RedisQuotasTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final RedisProcess SERVER = RedisProcess.server();
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisLinks links;
    private static RedisQuotas quotas;

    @BeforeAll
    static void connect() {
        links = new RedisLinks(
                VERTX, GivenRedis.at("redis://127.0.0.1:" + SERVER.port()).within(Duration.ofSeconds(1)), null);
        quotas = new RedisQuotas(links);
        Eventually.holds(Duration.ofSeconds(20), () -> draw("warm", 0, 1) == 0);
    }

    @AfterAll
    static void close() {
        links.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        SERVER.close();
    }

    private static long draw(String account, long amount, long capacity) {
        return quotas.draw(List.of(new Spent(account, amount, capacity, HOUR)))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .get(0);
    }

    @Test
    void draw_byTwo_addsUp_andIsForgottenOnlyAsItRefills() {
        assertThat(draw("a", 3, 10)).isEqualTo(3);
        assertThat(draw("a", 4, 10)).isEqualTo(7);
        assertThat(draw("a", 0, 10)).isEqualTo(7);
        assertThat(Long.parseLong(SERVER.command("PTTL", "z1:{a}:q"))).isBetween(2_400_000L, 2_520_002L);
    }

    @Test
    void draw_farOverTheCapacity_isOverdrawnByOneMoreAtMost() {
        assertThat(draw("b", 1_000_000, 10)).isEqualTo(20);
    }

    @Test
    void draw_ofMany_keepsTheOrder() {
        List<Long> missing = quotas.draw(List.of(
                        new Spent("c", 1, 100, HOUR), new Spent("d", 2, 100, HOUR), new Spent("c", 5, 100, HOUR)))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(missing).containsExactly(1L, 2L, 6L);
    }

    @Test
    void draw_valueThatIsNoneOfOurs_beginsAnew() {
        SERVER.command("SET", "z1:{e}:q", "nonsense");
        assertThat(draw("e", 2, 10)).isEqualTo(2);
        SERVER.command("DEL", "z1:{f}:q");
        SERVER.command("LPUSH", "z1:{f}:q", "nonsense");
        assertThat(draw("f", 2, 10)).isEqualTo(2);
        SERVER.command("SET", "z1:{g}:q", "9999999999999999999");
        assertThat(draw("g", 0, 10)).isEqualTo(10);
    }

    @Test
    void draw_largeQuotas_areExactEnough() {
        assertThat(draw("h", 500_000, 1_000_000_000)).isBetween(499_000L, 500_000L);
    }
}

package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;

/** What one replica acknowledges, the others answer within a second. {@code -Dzhenhao.fresh-rounds} says how often. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshnessIT {
    private static final int ROUNDS = Integer.getInteger("zhenhao.fresh-rounds", 30);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Replicas replicas;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        replicas = new Replicas(directory, 3);
    }

    @AfterAll
    static void stop() throws IOException {
        replicas.close();
    }

    @Test
    @Order(1)
    void report_threeReplicas_isSeenWithinASecond() throws IOException, InterruptedException {
        assertFresh("13100000001");
    }

    @Test
    @Order(2)
    void report_replicaWithoutItsRedis_seesItAndSaysHowFarRedisIsBehind() throws IOException, InterruptedException {
        int cutOff = 2;
        Eventually.holds(SOON, () -> replicas.metric(cutOff, "zhenhao_redis_up") == 1);
        replicas.wire(cutOff).refuse();
        Eventually.holds(SOON, () -> replicas.metric(cutOff, "zhenhao_redis_up") == 0);
        List<Double> times = replicas.freshness("13100000002", 0, 6);

        assertThat(times).allSatisfy(millis -> assertThat(millis).isLessThan(5_000));
        Eventually.holds(SOON, () -> replicas.metric(cutOff, "zhenhao_redis_behind_changes") > 0);
        assertThat(replicas.metric(cutOff, "zhenhao_redis_doubted_seconds")).isPositive();
        Eventually.holds(SOON, () -> replicas.metric(cutOff, "zhenhao_follower_behind_changes") == 0);
        replicas.wire(cutOff).listen();
        Eventually.holds(SOON, () -> replicas.metric(cutOff, "zhenhao_redis_up") == 1);
        assertThat(replicas.metric(cutOff, "zhenhao_redis_behind_changes")).isZero();
        assertThat(replicas.negative(cutOff, "13100000002")).isEqualTo(6);
    }

    @Test
    @Order(3)
    void report_twoReplicas_isSeenWithinASecond() throws IOException, InterruptedException {
        replicas.drop();
        assertFresh("13100000003");
    }

    private static void assertFresh(String number) throws IOException, InterruptedException {
        replicas.freshness(number, 0, 5);
        double[] times = replicas.freshness(number, 5, ROUNDS).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        System.out.println(FreshnessTable.line(replicas, times));
        // Of so few the slowest are those of a busy machine; loadtest/freshness.sh measures the 99th percentile.
        assertThat(FreshnessTable.percentile(times, 0.9)).as("p90 ms").isLessThan(1_000);
    }
}

package org.zhenhao.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A real Redis Cluster: three masters that share the slots, and a replica of the first. */
public final class RedisClusterNodes implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<RedisProcess> nodes = new ArrayList<>();

    /** Starts the cluster and returns once all its nodes agree. */
    public RedisClusterNodes() {
        // Whoever is held up by a busy machine for a second or two keeps his slots.
        for (int i = 0; i < 4; i++) {
            nodes.add(RedisProcess.server(
                    "--cluster-enabled", "yes",
                    "--cluster-node-timeout", "3000",
                    "--cluster-replica-validity-factor", "0"));
        }
        for (int i = 0; i < 3; i++) {
            nodes.get(i)
                    .command(Stream.concat(
                                    Stream.of("CLUSTER", "ADDSLOTS"),
                                    IntStream.range(SLOTS * i / 3, SLOTS * (i + 1) / 3)
                                            .mapToObj(Integer::toString))
                            .toArray(String[]::new));
        }
        for (RedisProcess node : nodes.subList(1, 4)) {
            nodes.get(0).command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
        }
        Eventually.holds(
                SOON,
                () -> nodes.stream()
                        .allMatch(node -> node.command("CLUSTER", "INFO").contains("cluster_known_nodes:4")
                                && node.command("CLUSTER", "INFO").contains("cluster_state:ok")));
        nodes.get(3).command("CLUSTER", "REPLICATE", nodes.get(0).command("CLUSTER", "MYID"));
        Eventually.holds(SOON, () -> nodes.get(3).command("INFO", "replication").contains("master_link_status:up"));
        Eventually.holds(
                SOON,
                () -> nodes.get(1)
                        .command("CLUSTER", "SLOTS")
                        .contains(" " + nodes.get(3).port() + " "));
    }

    /** The masters in the order of their slots, then the replica of the first. */
    public List<RedisProcess> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}

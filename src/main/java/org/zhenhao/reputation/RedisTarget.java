package org.zhenhao.reputation;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which Redis to talk to.
 *
 * @param endpoints connection strings
 * @param cluster whether they are nodes of a cluster
 */
record RedisTarget(List<String> endpoints, boolean cluster) {
    /** Replies that may be awaited on one connection; the client refuses what goes beyond. */
    private static final int IN_FLIGHT = 16_384;

    private static final int CONNECT_MILLIS = 1_000;
    private static final int NODES = 1_024;

    /**
     * Reads the setting: one address, or several separated by commas for a cluster, of which only the first needs the
     * scheme and the password.
     *
     * @throws IllegalArgumentException if it is not such an address; the message is fit for an operator
     */
    static RedisTarget of(String url) {
        List<String> parts = Stream.of(url.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty() || !parts.get(0).matches("rediss?://.+")) {
            throw new IllegalArgumentException("zhenhao.redis.url begins with redis:// or rediss://");
        }
        String first = parts.get(0);
        int authority = first.indexOf("://") + 3;
        String lead = first.substring(0, Math.max(authority, first.lastIndexOf('@') + 1));
        List<String> endpoints = parts.stream()
                .map(part -> part.contains("://") ? part : lead + part)
                .toList();
        return new RedisTarget(endpoints, endpoints.size() > 1);
    }

    /** A client of its own for the calling event loop; it makes its connections there. */
    Redis client(Vertx vertx) {
        RedisOptions options = new RedisOptions()
                .setType(cluster ? RedisClientType.CLUSTER : RedisClientType.STANDALONE)
                .setEndpoints(endpoints)
                .setMaxWaitingHandlers(IN_FLIGHT)
                .setMaxPoolSize(cluster ? NODES : 1)
                .setMaxPoolWaiting(NODES)
                .setPoolRecycleTimeout(-1)
                .setPoolCleanerInterval(-1);
        options.getNetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        return Redis.createClient(vertx, options);
    }

    /** Without user and password: fit for a log line. */
    @Override
    public String toString() {
        return String.join(
                ",",
                endpoints.stream()
                        .map(endpoint -> endpoint.replaceFirst("//[^/]*@", "//"))
                        .toList());
    }
}

package org.zhenhao.redis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis to talk to.
 *
 * @param mode how the servers belong together
 * @param tls whether connections are encrypted
 * @param addresses {@code host:port} of the server, of nodes of the cluster, or of sentinels
 * @param user what goes before the @ in an address of a data server, escaped; empty if nothing does
 * @param sentinelUser the same for sentinels
 * @param database number of the database, 0 on a cluster
 * @param master the name that sentinels know the master by; empty without sentinels
 */
record RedisTarget(
        Mode mode, boolean tls, List<String> addresses, String user, String sentinelUser, int database, String master) {

    /** How the servers belong together. */
    enum Mode {
        /** One server. */
        SINGLE,
        /** A master and its replicas, watched by sentinels that name the master. */
        SENTINEL,
        /** Redis Cluster. */
        CLUSTER
    }

    private static final Pattern URL =
            Pattern.compile("redis(?<tls>s?)(?:-(?<mode>cluster|sentinel))?://(?:(?<user>[^/#]*)@)?(?<hosts>[^/#@?]+)"
                    + "(?:/(?<database>\\d{0,4}))?(?:#(?<master>[^#\\s]+))?");
    /** A host of the list may repeat the scheme and the password. */
    private static final Pattern REPEATED = Pattern.compile(",\\s*rediss?(?:-cluster|-sentinel)?://(?:[^@,]*@)?");

    private static final String DEFAULT_PORT = "6379";
    private static final String SENTINEL_PORT = "26379";

    /**
     * Reads the setting: {@code redis://}, {@code redis-cluster://} or {@code redis-sentinel://} (with an s after redis for
     * TLS), then {@code user:password@} if need be, one or several {@code host:port} separated by commas, {@code /database},
     * and {@code #name} of the master for sentinels. Several hosts without a word for what they are mean a cluster.
     *
     * @throws IllegalArgumentException if it is not such an address; the message is fit for an operator
     */
    static RedisTarget of(String url) {
        return of(url, null, null, null);
    }

    /**
     * Reads the settings' address, which has to be there, and names and passwords.
     *
     * @throws IllegalArgumentException as {@link #of(String)} does
     */
    static RedisTarget of(RedisSettings settings) {
        return of(
                settings.url().orElseThrow(),
                settings.username().orElse(null),
                settings.password().orElse(null),
                settings.sentinelPassword().orElse(null));
    }

    /**
     * Reads the setting as {@link #of(String)} does, with names and passwords given apart from it.
     *
     * @param sentinelPassword for sentinels that ask for one
     */
    static RedisTarget of(
            String url, @Nullable String username, @Nullable String password, @Nullable String sentinelPassword) {
        Matcher parts = URL.matcher(REPEATED.matcher(url.strip()).replaceAll(","));
        if (!parts.matches()) {
            throw new IllegalArgumentException("zhenhao.redis.url is none; it is like redis://host:6379,"
                    + " rediss://user:password@host:6379/0, redis-cluster://host:6379,host:6379 or"
                    + " redis-sentinel://host:26379,host:26379#mymaster");
        }
        List<String> hosts = Stream.of(parts.group("hosts").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        Mode mode = mode(parts.group("mode"), hosts.size());
        String master = parts.group("master");
        if ((mode == Mode.SENTINEL) != (master != null)) {
            throw new IllegalArgumentException(
                    "zhenhao.redis.url names the master after a # when, and only when, it begins with redis-sentinel://");
        }
        String database = parts.group("database");
        int number = database == null || database.isEmpty() ? 0 : Integer.parseInt(database);
        if (mode == Mode.CLUSTER && number != 0) {
            throw new IllegalArgumentException("zhenhao.redis.url: a cluster has no database but 0");
        }
        String port = mode == Mode.SENTINEL ? SENTINEL_PORT : DEFAULT_PORT;
        return new RedisTarget(
                mode,
                !parts.group("tls").isEmpty(),
                hosts.stream().map(host -> withPort(host, port)).toList(),
                password == null ? written(parts.group("user")) : user(username, password),
                sentinelPassword == null ? "" : user(null, sentinelPassword),
                number,
                master == null ? "" : master);
    }

    private static Mode mode(@Nullable String word, int hosts) {
        if (hosts == 0) {
            throw new IllegalArgumentException("zhenhao.redis.url has no host");
        }
        if (word == null) {
            return hosts == 1 ? Mode.SINGLE : Mode.CLUSTER;
        }
        return word.equals("cluster") ? Mode.CLUSTER : Mode.SENTINEL;
    }

    private static String withPort(String host, String port) {
        return host.matches(".*:\\d+|\\[.*]:\\d+") && !host.endsWith("]") ? host : host + ":" + port;
    }

    private static String written(@Nullable String user) {
        if (user == null) {
            return "";
        }
        // A lone word before the @ is the password, as many tools write it.
        return (user.contains(":") ? user : ":" + user) + "@";
    }

    private static String user(@Nullable String username, String password) {
        return (username == null ? "" : escaped(username)) + ":" + escaped(password) + "@";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The connection string of a data server. */
    String server(String address) {
        return scheme() + user + address + (database == 0 ? "" : "/" + database);
    }

    /** The connection string of a sentinel. */
    String sentinel(String address) {
        return scheme() + sentinelUser + address;
    }

    private String scheme() {
        return tls ? "rediss://" : "redis://";
    }

    /** {@code host:port}, with brackets around an IPv6 host. */
    static String address(String host, Object port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without user and password: fit for a log line. */
    @Override
    public String toString() {
        return mode + (tls ? " over TLS " : " ") + String.join(",", addresses);
    }
}

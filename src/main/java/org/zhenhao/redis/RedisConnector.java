package org.zhenhao.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients that hold one connection each, encrypted as the settings say. Thread-safe.
 *
 * <p>They speak RESP3 where the server knows it and RESP2 where not, and log in on the way.
 */
final class RedisConnector {
    /** Replies that may be awaited on one connection; the client refuses what goes beyond. */
    private static final int IN_FLIGHT = 16_384;

    private static final int CONNECT_MILLIS = 1_000;

    private final RedisTarget target;
    private final @Nullable RedisTlsSettings tls;

    /**
     * Makes a connector.
     *
     * @param tls null if nothing is set
     * @throws IllegalArgumentException if a file that is set is not there; the message is fit for an operator
     */
    RedisConnector(RedisTarget target, @Nullable RedisTlsSettings tls) {
        this.target = target;
        this.tls = tls;
        if (tls != null) {
            tls.truststore().ifPresent(path -> readable("truststore", path));
            tls.keystore().ifPresent(path -> readable("keystore", path));
        }
    }

    RedisTarget target() {
        return target;
    }

    /**
     * A client of its own for the calling event loop; it makes its connection there.
     *
     * @param endpoint a connection string
     * @param negotiate whether to ask for RESP3; servers that neither know it nor say so properly need it off
     */
    Redis client(Vertx vertx, String endpoint, boolean negotiate) {
        RedisOptions options = new RedisOptions()
                .setType(RedisClientType.STANDALONE)
                .addConnectionString(endpoint)
                .setProtocolNegotiation(negotiate)
                .setMaxWaitingHandlers(IN_FLIGHT)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolRecycleTimeout(-1)
                .setPoolCleanerInterval(-1);
        NetClientOptions net = options.getNetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        if (target.tls()) {
            encrypt(net);
        }
        return Redis.createClient(vertx, options);
    }

    private void encrypt(NetClientOptions net) {
        net.setSsl(true).setHostnameVerificationAlgorithm(tls == null || tls.verifyHost() ? "HTTPS" : "");
        if (tls != null) {
            tls.truststore()
                    .ifPresent(path -> net.setTrustOptions(
                            trust(path, tls.truststorePassword().orElse(null))));
            tls.keystore()
                    .ifPresent(path -> net.setKeyCertOptions(
                            key(path, tls.keystorePassword().orElse(null))));
        }
    }

    private static TrustOptions trust(String path, @Nullable String password) {
        if (is(path, ".pem", ".crt")) {
            return new PemTrustOptions().addCertPath(path);
        }
        return is(path, ".jks")
                ? new JksOptions().setPath(path).setPassword(password)
                : new PfxOptions().setPath(path).setPassword(password);
    }

    private static KeyCertOptions key(String path, @Nullable String password) {
        return is(path, ".jks")
                ? new JksOptions().setPath(path).setPassword(password)
                : new PfxOptions().setPath(path).setPassword(password);
    }

    private static boolean is(String path, String... endings) {
        for (String ending : endings) {
            if (path.toLowerCase(Locale.ROOT).endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private static void readable(String setting, String path) {
        if (!Files.isReadable(Path.of(path))) {
            throw new IllegalArgumentException("zhenhao.redis-tls." + setting + ": cannot read " + path);
        }
    }
}

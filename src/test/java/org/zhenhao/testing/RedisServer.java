package org.zhenhao.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real, empty Redis server of its own for a test profile or a plain test, which the test may stop and start again on
 * the same port.
 */
public final class RedisServer implements QuarkusTestResourceLifecycleManager {
    private final int port = Ports.free();
    private redis.embedded.@Nullable RedisServer process;

    /** Starts the server, empty, on the port it always has, and returns once it answers. */
    @Override
    public synchronized Map<String, String> start() {
        if (process == null) {
            try {
                process = redis.embedded.RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .build();
                process.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.of("zhenhao.redis.url", url());
    }

    /** Ends the server and all it knew; connections are refused from now on. */
    @Override
    public synchronized void stop() {
        if (process != null) {
            try {
                process.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            process = null;
        }
    }

    /** The server's port on 127.0.0.1, the same through every restart. */
    public int port() {
        return port;
    }

    /** The server's address as the service is configured with it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }
}

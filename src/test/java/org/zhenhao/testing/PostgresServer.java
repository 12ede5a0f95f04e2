package org.zhenhao.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A fresh database on a real PostgreSQL server, for a test profile or for a plain test.
 *
 * <p>One server serves the whole test run, with its files in a temporary folder and durable commits as in production;
 * it ends with the JVM. Each {@link #start()} makes a new, empty database.
 */
public final class PostgresServer implements QuarkusTestResourceLifecycleManager {
    /** Each test profile has its own class loader, so a static field would start a server for each of them. */
    private static final String SHARED_PORT = "org.zhenhao.testing.postgres";

    private static final String USER = "postgres";

    /** The launcher's ten seconds are not enough where the disk is slow: a server syncs all its files before it answers. */
    static final Duration START = Duration.ofSeconds(60);

    @Override
    public Map<String, String> start() {
        return Map.of(
                "zhenhao.store.url", newDatabase(), "zhenhao.store.username", USER, "zhenhao.store.password", "x");
    }

    @Override
    public void stop() {
        // The database is left to the server, which is thrown away whole.
    }

    /** Makes an empty database and gives its JDBC URL; the user is {@code postgres}, any password will do. */
    public static String newDatabase() {
        int port = port();
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), USER, "x");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(port, name);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    private static int port() {
        synchronized (System.getProperties()) {
            String running = System.getProperty(SHARED_PORT);
            if (running != null) {
                return Integer.parseInt(running);
            }
            try {
                // The launcher starts the server with fsync off; the last word wins.
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setPort(Ports.free())
                        .setPGStartupWait(START)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .setLocaleConfig("locale", "C")
                        .start();
                System.setProperty(SHARED_PORT, Integer.toString(started.getPort()));
                return started.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

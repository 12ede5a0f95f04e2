package org.zhenhao.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL server of its own, with durable commits, that a test can kill, freeze and start again on its data. */
public final class PostgresProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path directory;
    private final int port = Ports.free();
    private EmbeddedPostgres server;

    /** Starts a new, empty server. */
    public PostgresProcess() {
        try {
            directory = Files.createTempDirectory("postgres-test").resolve("data");
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresProcess(Path directory) throws IOException {
        this.directory = directory;
        server = launch();
    }

    /**
     * A second server that follows this one by streaming replication, made from a base backup. In recovery it answers reads only; the first
     * server knows it as {@code standby}.
     */
    public PostgresProcess standby() {
        try {
            Path copy = Files.createTempDirectory("postgres-standby").resolve("data");
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_backup_start('standby', true)");
                copy(directory, copy);
                try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                    label.next();
                    Files.writeString(copy.resolve("backup_label"), label.getString(1));
                }
            }
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=standby'\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.createFile(copy.resolve("standby.signal"));
            return new PostgresProcess(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies a data directory that is in use, without its log: that comes over the wire. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path relative = from.relativize(file);
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(
                            target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else if (!relative.startsWith("pg_wal")
                        && !relative.toString().startsWith("postmaster.")) {
                    try {
                        Files.copy(file, target);
                    } catch (NoSuchFileException e) {
                        // A temporary file of the server that is gone.
                    }
                }
            }
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PostgresServer.START)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setLocaleConfig("locale", "C")
                .start();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** A connection that goes around every proxy. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "x");
    }

    /** Executes a statement. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server as {@code kill -9} of all its processes does. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        Eventually.holds(SOON, () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Stops all processes of the server without ending them: SIGSTOP. */
    public void freeze() {
        processes().forEach(process -> signal("-STOP", process.pid()));
    }

    /** Lets them go on: SIGCONT. */
    public void thaw() {
        processes().forEach(process -> signal("-CONT", process.pid()));
    }

    /** Starts the server again on its data; returns when it answers. */
    public void start() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It cannot be asked to end any more; the lock on its directory is given back all the same.
        }
        try {
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.zhenhao.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis process of any kind (server, node of a cluster, sentinel) that a test can stop, continue, kill and start
 * again on the same port. Ends with the JVM at the latest.
 */
public final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static @Nullable Path executable;

    private final int port;
    private final Path directory;
    private final List<String> arguments;
    private @Nullable Process process;

    private RedisProcess(int port, List<String> arguments) {
        this.port = port;
        this.arguments = arguments;
        try {
            this.directory = Files.createTempDirectory("redis-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Starts a server on a port of its own; {@code options} are words of its command line. */
    public static RedisProcess server(String... options) {
        int port = Ports.free();
        return server(port, options);
    }

    /** Starts a server on this port. */
    public static RedisProcess server(int port, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        arguments.addAll(List.of(options));
        return new RedisProcess(port, arguments);
    }

    /** Starts a sentinel that watches a master under a name, alone, and is quick to depose it. */
    public static RedisProcess sentinel(String name, int masterPort) {
        try {
            int port = Ports.free();
            Path file = Files.createTempFile("sentinel", ".conf");
            Files.writeString(file, """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor %s 127.0.0.1 %d 1
                    sentinel down-after-milliseconds %s 500
                    sentinel failover-timeout %s 3000
                    """.formatted(port, name, masterPort, name, name));
            return new RedisProcess(port, List.of(file.toString(), "--sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins again after {@link #kill}, empty; returns once the port answers. */
    public void start() {
        try {
            List<String> command = new ArrayList<>(List.of(executable().toString()));
            command.addAll(arguments);
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Eventually.holds(START, this::accepts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean accepts() {
        Process started = process;
        if (started == null || !started.isAlive()) {
            throw new IllegalStateException("redis-server ended at once: " + log());
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
            process = null;
        }
    }

    /** Stops the process without ending it: SIGSTOP. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on: SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        try {
            if (new ProcessBuilder("kill", signal, Long.toString(running.pid()))
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("kill " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a command over a connection of its own and gives the reply as text: arrays with spaces between. */
    public String command(String... words) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(encoded(words));
            return reply(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String reply(InputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '$' -> {
                int length = Integer.parseInt(rest);
                return length < 0 ? "" : new String(in.readNBytes(length + 2), 0, length, StandardCharsets.ISO_8859_1);
            }
            case '*' -> {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    parts.add(reply(in));
                }
                return String.join(" ", parts);
            }
            case '-' -> throw new IllegalStateException(rest);
            default -> {
                return rest;
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\r') {
            line.append((char) c);
            c = in.read();
        }
        if (c < 0 || in.read() < 0) {
            throw new IOException("the server hung up");
        }
        return line.toString();
    }

    private static synchronized Path executable() throws IOException {
        Path known = executable;
        if (known == null) {
            known = ExecutableProvider.newJarResourceProvider().get().toPath();
            executable = known;
        }
        return known;
    }

    @Override
    public void close() {
        kill();
    }
}

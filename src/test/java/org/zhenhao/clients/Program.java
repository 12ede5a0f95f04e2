package org.zhenhao.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client's program as a process of the test's own. */
final class Program implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Skips the test, with the reason on the console, if a program is not installed. */
    static void need(String... names) {
        for (String name : names) {
            boolean there = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin").stream()
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            if (!there) {
                System.err.println("CLIENT NOT TESTED: " + name + " is not installed; see .ci/clients");
            }
            assumeTrue(there, name + " is not installed; see .ci/clients");
        }
    }

    /** Starts a program in a directory; what it prints goes into a file there. */
    static Program start(Path directory, String name, String... command) throws IOException {
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
        return new Program(process, log);
    }

    /** Waits for its end and gives its exit code. */
    int end(int seconds) throws InterruptedException, IOException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s:\n" + log());
        }
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

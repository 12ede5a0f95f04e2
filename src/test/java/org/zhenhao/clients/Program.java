package org.zhenhao.clients;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A client's program as a process of the test's own. */
final class Program implements AutoCloseable {
    /** Servers lie in folders that not everybody's path has. */
    private static final String FOLDERS =
            System.getenv().getOrDefault("PATH", "/usr/bin") + ":/usr/sbin:/usr/local/sbin:/usr/local/bin";

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * The path of a program.
     *
     * @throws AssertionError if it is not installed: this suite is there to run it
     */
    static String need(String name, String debianPackage) {
        return Arrays.stream(FOLDERS.split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s is not installed; .ci/clients does it, or apt-get install %s"
                        .formatted(name, debianPackage)))
                .toString();
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

package org.zhenhao.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of other projects that tests run against, where the machine has them. */
public final class Programs {
    private static final long LIMIT_SECONDS = 60;

    private Programs() {}

    /** What a program left behind. */
    public record Outcome(int status, String output) {}

    /** The path of a program; a test that needs one the machine does not have is skipped, and says so. */
    public static String need(String name, String debianPackage) {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String why = "SKIPPED: " + name + " is not installed (Debian: apt-get install " + debianPackage + ")";
            System.err.println(why);
            Assumptions.abort(why);
        }
        return found.orElseThrow().toString();
    }

    /** Runs a program to its end, of which it has a minute, and gives what it printed, errors included. */
    public static Outcome run(List<String> command, byte[] input, Path folder)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path fed = Files.write(Files.createTempFile(folder, "input", ".bin"), input);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(fed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command.get(0) + " did not end");
        }
        return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    }
}

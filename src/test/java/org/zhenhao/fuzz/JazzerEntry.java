package org.zhenhao.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer's driver calls; {@code -Dzhenhao.fuzz.target} names the target. */
public final class JazzerEntry {
    private JazzerEntry() {}

    /** Made for the first input: whoever asks for names or seeds has chosen none. */
    private static final class Chosen {
        static final FuzzTarget TARGET = FuzzTargets.make(System.getProperty("zhenhao.fuzz.target", ""));
    }

    /** Called once before the first input: classes and tables are loaded outside of the time that an input may take. */
    public static void fuzzerInitialize() throws Exception {
        for (byte[] seed : Chosen.TARGET.seeds()) {
            fuzzerTestOneInput(seed);
        }
        fuzzerTestOneInput(new byte[0]);
    }

    /** Tries one input; what is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        try {
            Chosen.TARGET.parse(input);
        } catch (FuzzTarget.Expected refusal) {
            // As it should be.
        }
    }

    /** Writes the seeds of a target as files: {@code TARGET DIRECTORY}; without arguments prints the targets' names. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0) {
            FuzzTargets.NAMES.forEach(System.out::println);
            return;
        }
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        int number = 0;
        for (byte[] seed : FuzzTargets.make(arguments[0]).seeds()) {
            Files.write(directory.resolve("seed-" + number), seed);
            number++;
        }
    }
}

package org.zhenhao;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import org.zhenhao.evidence.EvidenceVerifier;

/** Starts the service, or with {@code verify bundle.zip [public-key]} checks an evidence bundle and ends. */
@QuarkusMain
public final class Main {
    private static final int UNSOUND = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** The entry point of the jar. */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals("verify")) {
            System.exit(verify(args));
        }
        Quarkus.run(args);
    }

    private static int verify(String[] args) {
        if (args.length < 2 || args.length > 3) {
            System.err.println("verify bundle.zip [public key, base64]");
            return MISUSED;
        }
        try {
            EvidenceVerifier.Outcome outcome =
                    EvidenceVerifier.verify(Path.of(args[1]), args.length == 3 ? args[2] : null);
            outcome.findings().forEach(System.out::println);
            System.out.println(outcome.sound() ? "完好 / sound" : "不可信 / NOT SOUND");
            return outcome.sound() ? 0 : UNSOUND;
        } catch (IOException unreadable) {
            System.err.println(args[1] + ": " + unreadable.getMessage());
            return MISUSED;
        }
    }
}

package org.zhenhao.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Android call screening service on Android's own framework code (Robolectric), built and tested by a project of its own. */
class AndroidCheck {
    @TempDir
    static Path directory;

    @Test
    void screeningService_fourCalls_areAnsweredAsTheVerdictAdvises() throws IOException, InterruptedException {
        Service service = Service.shared();
        try (Program build = Program.start(
                directory,
                "android",
                Path.of("mvnw").toAbsolutePath().toString(),
                "-B",
                "-ntp",
                "-f",
                Path.of("src/test/android/pom.xml").toAbsolutePath().toString(),
                "test",
                "-Dservice=http://127.0.0.1:" + service.port(),
                "-Dblocked=" + Service.BAD,
                "-Dwarned=" + Service.WARNED)) {
            int exit = build.end(480);
            String log = build.log();
            boolean unresolved = exit != 0 && log.contains("Could not") && !log.contains("Tests run:");
            assertThat(unresolved)
                    .as("Android's framework (290 MB from Maven Central) could not be fetched:\n%s", log)
                    .isFalse();
            assertThat(exit).as(log).isZero();
            assertThat(log).contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
        }
    }
}

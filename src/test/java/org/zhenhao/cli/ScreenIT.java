package org.zhenhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.NumberRow;
import org.zhenhao.snapshot.NumberTable;
import org.zhenhao.testing.Programs;

class ScreenIT {
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void jar_screen_needsNeitherServerNorStore() throws IOException, InterruptedException {
        Path snapshot = folder.resolve("numbers.parquet");
        try (NumberTable.Writer writer = new NumberTable.Writer(Files.newOutputStream(snapshot), Map.of())) {
            writer.write(new NumberRow(
                    8613700000007L,
                    null,
                    NumberKind.MOBILE,
                    Level.HIGH,
                    Action.BLOCK,
                    90,
                    80,
                    Category.FRAUD,
                    20,
                    0,
                    null));
        }
        Files.writeString(folder.resolve("list.csv"), "phone\n13700000007\n13800138000\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Programs.Outcome outcome = Programs.run(
                List.of(
                        java,
                        "-jar",
                        JAR.toString(),
                        "screen",
                        "list.csv",
                        "--snapshot",
                        "numbers.parquet",
                        "--columns",
                        "level"),
                new byte[0],
                folder);

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(Files.readAllLines(folder.resolve("list.screened.csv")))
                .containsExactly("phone,level", "13700000007,high", "13800138000,unknown");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(outcome.output()).doesNotContain("Quarkus", "Listening");
    }
}

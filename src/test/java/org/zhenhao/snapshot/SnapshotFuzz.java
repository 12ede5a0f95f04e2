package org.zhenhao.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/** Snapshots as somebody hands them over: numbers.parquet and manifest.json. */
public final class SnapshotFuzz implements FuzzTarget {
    private final Path file;

    /** Makes a target with a file of its own. */
    public SnapshotFuzz() throws IOException {
        file = Files.createTempFile("fuzz", ".parquet");
        file.toFile().deleteOnExit();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        try (NumberTable.Writer writer = new NumberTable.Writer(Files.newOutputStream(file), Map.of("fact", "x"))) {
            for (int i = 0; i < 50; i++) {
                writer.write(new NumberRow(
                        8613800138000L + 7L * i,
                        i == 3 ? "CN-95588" : null,
                        NumberKind.MOBILE,
                        Level.HIGH,
                        Action.BLOCK,
                        90,
                        50,
                        i % 2 == 0 ? Category.FRAUD : null,
                        10,
                        0,
                        i == 3 ? "x" : null));
            }
        }
        return List.of(
                Files.readAllBytes(file),
                "{\"format\":1,\"version\":3,\"files\":[{\"name\":\"numbers.parquet\",\"bytes\":1,\"rows\":1,\"sha256\":\"00\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void parse(byte[] input) throws Expected, IOException {
        try {
            if (input.length > 0 && input[0] == '{') {
                Manifest.read(input);
                return;
            }
            Files.write(file, input);
            try (NumberTable.Reader reader = new NumberTable.Reader(file)) {
                for (int rows = 0; rows < 10_000 && reader.next() != null; rows++) {
                    // Read on.
                }
            }
        } catch (IOException refused) {
            throw new Expected(refused);
        }
    }
}

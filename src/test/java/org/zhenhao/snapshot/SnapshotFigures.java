package org.zhenhao.snapshot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.zhenhao.testing.DuckDb;

/** Makes lists to be screened, and has DuckDB screen them; for loadtest/snapshot.sh. */
public final class SnapshotFigures {
    private SnapshotFigures() {}

    public static void main(String[] args) throws IOException, SQLException {
        if (args[0].equals("list")) {
            list(Path.of(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
        } else {
            duckdb(args[1], args[2], Long.parseLong(args[3]));
        }
    }

    /** 80 % never reported, 15 % known, 5 % no numbers. */
    private static void list(Path samples, int rows, Path file) throws IOException {
        List<String> known = Files.readAllLines(samples.resolve("known.txt"));
        SplittableRandom random = new SplittableRandom(4);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,caller,seconds\n");
            for (int i = 0; i < rows; i++) {
                int dice = random.nextInt(100);
                String caller = dice < 80
                        ? "+861" + (3_000_000_000L + random.nextLong(7_000_000_000L))
                        : dice < 95 ? known.get(random.nextInt(known.size())) : dice < 98 ? "1.38E+10" : "n/a";
                out.write(i + "," + caller + "," + random.nextInt(600) + "\n");
            }
        }
    }

    private static void duckdb(String list, String snapshot, long rows) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("COPY (SELECT c.*, n.level, n.score FROM read_csv('" + list
                    + "', types = {'caller': 'VARCHAR'}) c LEFT JOIN '" + snapshot
                    + "/numbers.parquet' n ON n.number = TRY_CAST(replace(c.caller, '+', '') AS BIGINT))"
                    + " TO 'duckdb.csv' (HEADER)");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "| DuckDB, join on E.164 only, level and score, order not kept, without the start of the JVM | %.1f | %.0f | |%n",
                seconds,
                rows / seconds);
    }
}

package org.zhenhao.snapshot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.testing.DuckDb;

/** Runs the example for Spark in local mode and holds its result against that of the example for DuckDB; for {@code ./mvnw -Pspark verify}. */
public final class SparkExample {
    private static final long FIRST = 8613700000000L;
    private static final int CALLS = 200_000;

    private SparkExample() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("spark");
        tables(folder);
        calls(folder.resolve("calls.csv"));
        List<String> expected = duckdb(folder);
        spark(folder);
        List<String> found = new ArrayList<>();
        try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
            for (Path part :
                    parts.filter(file -> file.toString().endsWith(".csv")).toList()) {
                Files.readAllLines(part).stream()
                        .filter(line -> !line.startsWith("caller,"))
                        .forEach(found::add);
            }
        }
        found.sort(null);
        if (!found.equals(expected)) {
            System.err.println("Spark and DuckDB differ: " + folder);
            System.exit(1);
        }
        System.out.println("Spark and DuckDB agree on " + found.size() + " call records");
    }

    private static void tables(Path folder) throws IOException {
        try (NumberTable.Writer writer =
                new NumberTable.Writer(Files.newOutputStream(folder.resolve("numbers.parquet")), Map.of())) {
            for (int i = 0; i < 150_000; i++) {
                writer.write(new NumberRow(
                        FIRST + 13L * i,
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
        }
        try (BlockTable.Writer writer =
                new BlockTable.Writer(Files.newOutputStream(folder.resolve("blocks.parquet")), Map.of())) {
            writer.write(new BlockRow(FIRST + 10_000, 4, Level.ELEVATED, Action.WARN, 65, 50));
            writer.write(new BlockRow(FIRST + 10_100, 2, Level.UNKNOWN, Action.ALLOW, 0, 0));
        }
    }

    private static void calls(Path file) throws IOException {
        Random random = new Random(3);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("caller,seconds\n");
            for (int i = 0; i < CALLS; i++) {
                out.write(
                        i % 50 == 0 ? "anonymous,1\n" : "+" + (FIRST + random.nextInt(60_000)) + "," + i % 600 + "\n");
            }
        }
    }

    private static List<String> duckdb(Path folder) throws IOException, SQLException {
        String sql = Files.readString(Path.of("src/docs/examples/duckdb/screen.sql"))
                .replaceAll("'([a-z]+\\.(csv|parquet))'", "'" + folder + "/$1'");
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            for (String part : sql.split(";\\s*\n")) {
                statement.execute(part);
            }
        }
        return Files.readAllLines(folder.resolve("screened.csv")).stream()
                .skip(1)
                .map(line -> line.replaceFirst(",\\d+,", ","))
                .sorted()
                .toList();
    }

    private static void spark(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String open :
                List.of("java.lang", "java.lang.invoke", "java.net", "java.nio", "java.util", "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
                "-Dspark.master=local[2]",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "--class-path",
                System.getProperty("zhenhao.spark.classpath", System.getProperty("java.class.path")),
                "src/docs/examples/spark/Screen.java",
                folder.toString(),
                folder.resolve("calls.csv").toString(),
                folder.resolve("out").toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            System.exit(1);
        }
    }
}

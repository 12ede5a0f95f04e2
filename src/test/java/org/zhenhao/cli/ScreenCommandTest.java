package org.zhenhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.snapshot.BlockRow;
import org.zhenhao.snapshot.BlockTable;
import org.zhenhao.snapshot.Manifest;
import org.zhenhao.snapshot.NumberRow;
import org.zhenhao.snapshot.NumberTable;
import org.zhenhao.snapshot.PublishingKey;

class ScreenCommandTest {
    private static final long FIRST = 8613700000000L;

    @TempDir
    Path folder;

    private Path snapshot = Path.of("");

    @BeforeEach
    void writeSnapshot() throws IOException {
        snapshot = folder.resolve("numbers.parquet");
        try (NumberTable.Writer writer = new NumberTable.Writer(Files.newOutputStream(snapshot), Map.of())) {
            for (int i = 0; i < 1_000; i++) {
                writer.write(row(FIRST + 7L * i, null, NumberKind.MOBILE, Level.HIGH, 90, Category.FRAUD));
            }
            writer.write(row(2_000_000_000_000_095_588L, "CN-95588", NumberKind.SERVICE_95, Level.TRUSTED, 5, null));
        }
        try (BlockTable.Writer writer =
                new BlockTable.Writer(Files.newOutputStream(folder.resolve("blocks.parquet")), Map.of())) {
            writer.write(new BlockRow(8617012340000L, 4, Level.ELEVATED, Action.WARN, 65, 50));
            writer.write(new BlockRow(8617012340500L, 2, Level.UNKNOWN, Action.ALLOW, 0, 0));
        }
    }

    private static NumberRow row(
            long number,
            @org.jspecify.annotations.Nullable String code,
            NumberKind kind,
            Level level,
            int score,
            @org.jspecify.annotations.Nullable Category category) {
        boolean bank = code != null;
        return new NumberRow(
                number,
                code,
                kind,
                level,
                bank ? Action.ALLOW : Action.BLOCK,
                score,
                80,
                category,
                bank ? 0 : 20,
                0,
                bank ? "中国工商银行" : null);
    }

    private int screen(Path list, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(list.toString(), "--snapshot", snapshot.toString(), "--quiet", "--lang", "en"));
        arguments.addAll(List.of(more));
        return new ScreenCommand().line().execute(arguments.toArray(String[]::new));
    }

    private List<String> screened(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    @Test
    void screen_list_addsVerdictsOfNumbersBlocksAndShapes() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"),
                "name,phone\na,13700000007\nb,95588\nc,17012349999\nd,17012340555\ne,13811112222\nf,1.38E+10\ng,+8695588\n");

        assertThat(screen(list, "--columns", "level,action,score,category,negative,registered,error"))
                .isZero();

        assertThat(screened("list.screened.csv"))
                .containsExactly(
                        "name,phone,level,action,score,category,negative,registered,error",
                        "a,13700000007,high,block,90,fraud,20,,",
                        "b,95588,trusted,allow,5,,0,中国工商银行,",
                        "c,17012349999,elevated,warn,65,,0,,",
                        screened("list.screened.csv").get(4),
                        screened("list.screened.csv").get(5),
                        screened("list.screened.csv").get(6),
                        screened("list.screened.csv").get(7));
        assertThat(screened("list.screened.csv").get(4)).startsWith("d,17012340555,unknown,allow,");
        assertThat(screened("list.screened.csv").get(5)).startsWith("e,13811112222,unknown,allow,");
        assertThat(screened("list.screened.csv").get(6))
                .startsWith("f,1.38E+10,,,,")
                .endsWith(",scientific_notation");
        assertThat(screened("list.screened.csv").get(7)).startsWith("g,+8695588,elevated,warn,");
        assertThat(folder.resolve("list.screened.csv.resume")).doesNotExist();
    }

    private Path large() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("id,caller,note\r\n");
        for (int i = 0; i < 120_000; i++) {
            text.append(i).append(",+").append(FIRST + random.nextInt(9_000)).append(",\"a \"\"note\"\"");
            text.append(i % 1000 == 0 ? "\r\nover two lines\"" : "\"").append("\r\n");
        }
        return Files.writeString(folder.resolve("large.csv"), text);
    }

    @Test
    void screen_severalThreadsOrOne_writeTheSame() throws IOException {
        Path list = large();

        assertThat(screen(
                        list,
                        "--threads",
                        "1",
                        "--out",
                        folder.resolve("one.csv").toString()))
                .isZero();
        assertThat(screen(
                        list,
                        "--threads",
                        "4",
                        "--out",
                        folder.resolve("four.csv").toString()))
                .isZero();

        assertThat(folder.resolve("four.csv")).hasSameBinaryContentAs(folder.resolve("one.csv"));
        assertThat(screened("one.csv")).hasSize(120_000 + 120 + 1);
        Path packed = folder.resolve("packed.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(list, out);
        }
        assertThat(screen(packed)).isZero();
        assertThat(folder.resolve("packed.screened.csv")).hasSameBinaryContentAs(folder.resolve("one.csv"));
    }

    @Test
    void screen_afterABreak_goesOnWhereItStopped() throws IOException {
        Path list = large();
        assertThat(screen(list, "--out", folder.resolve("whole.csv").toString()))
                .isZero();
        byte[] whole = Files.readAllBytes(folder.resolve("whole.csv"));

        // As a broken run leaves it: so much of the text is in so much of the result, and more was being written.
        byte[] text = Files.readAllBytes(list);
        int rows = 70_000;
        int taken = after(text, rows);
        int written = after(whole, rows);
        Path result = folder.resolve("large.screened.csv");
        byte[] grown = java.util.Arrays.copyOf(whole, written + 999);
        java.util.Arrays.fill(grown, written, grown.length, (byte) '?');
        Files.write(Checkpoint.growing(result), grown);
        ScreenCommand command = new ScreenCommand();
        command.line().parseArgs(list.toString(), "--snapshot", snapshot.toString(), "--lang", "en");
        new Checkpoint(command.identity(), taken, written, rows - 1L, 0).keep(result);

        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ScreenCommand again = new ScreenCommand(new java.io.PrintStream(messages, true, StandardCharsets.UTF_8));
        int status = again.line().execute(list.toString(), "--snapshot", snapshot.toString(), "--lang", "en");

        assertThat(status).isZero();
        assertThat(Files.readAllBytes(result)).isEqualTo(whole);
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .contains("Going on after 69,999 rows")
                .contains("100 %")
                .contains("120,000 rows, 0 of them without a readable number");
    }

    /** Behind the row that begins with a number less one. */
    private static int after(byte[] text, int rows) {
        String all = new String(text, StandardCharsets.UTF_8);
        int at = all.indexOf("\r\n" + (rows - 1) + ",");
        return all.substring(0, at + 2).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void screen_changedOrUnsignedSnapshot_isRefused() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "phone\n13700000007\n");
        PublishingKey key =
                PublishingKey.of(Pseudonyms.under("a secret for the tests".getBytes(StandardCharsets.UTF_8)));
        String open = Base64.getEncoder().encodeToString(key.publicBytes());
        Manifest manifest = new Manifest(
                1,
                3,
                java.time.Instant.EPOCH,
                java.time.Instant.EPOCH,
                "1",
                List.of(new Manifest.PublishedFile("numbers.parquet", 1, 1, Manifest.checksum(snapshot))));
        Files.write(folder.resolve("manifest.json"), manifest.bytes());
        Files.write(folder.resolve("manifest.json.sig"), Base64.getEncoder().encode(key.sign(manifest.bytes())));

        assertThat(screen(list, "--public-key", open)).isZero();
        Files.write(folder.resolve("manifest.json.sig"), Base64.getEncoder().encode(key.sign(new byte[] {1})));
        assertThat(screen(list, "--public-key", open)).isEqualTo(1);
        Files.write(snapshot, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(screen(list)).isEqualTo(1);
        assertThat(screen(folder.resolve("missing.csv"))).isEqualTo(1);
    }
}

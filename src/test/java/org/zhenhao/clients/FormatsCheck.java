package org.zhenhao.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.DuckDb;
import org.zhenhao.testing.Programs;
import org.zhenhao.testing.ServiceProcess;

/** What the service publishes, read by other projects' programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatsCheck {
    private static final Path LIST_READER =
            Path.of("src/docs/examples/list/reader.mjs").toAbsolutePath();
    private static final Path SCREENING = Path.of("src/docs/examples/duckdb/screen.sql");

    @TempDir
    Path folder;

    private Service service;
    private List<String> numbers;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        service = Service.shared();
        numbers = new String(service.bytes("/v1/feed/formats/numbers.txt"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        assertThat(numbers).contains(Service.BAD, Service.WARNED);
    }

    private Programs.Outcome run(byte[] input, String... command) throws IOException, InterruptedException {
        Programs.Outcome outcome = Programs.run(List.of(command), input, folder);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome;
    }

    @Test
    void cardDav_vdirsyncer_takesTheBookAndAsksLittleTheSecondTime() throws IOException, InterruptedException {
        String vdirsyncer = Program.need("vdirsyncer", "vdirsyncer");
        String config = Files.writeString(
                        folder.resolve("config"), """
                [general]
                status_path = "%1$s/status/"
                [pair book]
                a = "here"
                b = "there"
                collections = ["all"]
                conflict_resolution = "b wins"
                [storage here]
                type = "filesystem"
                path = "%1$s/here/"
                fileext = ".vcf"
                [storage there]
                type = "carddav"
                url = "http://127.0.0.1:%2$d/carddav/"
                username = "x"
                password = "%3$s"
                read_only = true
                """.formatted(folder, service.port(), ServiceProcess.ADMIN_KEY))
                .toString();
        run("y\ny\ny\n".getBytes(StandardCharsets.US_ASCII), vdirsyncer, "-c", config, "discover");
        run(new byte[0], vdirsyncer, "-c", config, "sync");

        String cards;
        try (Stream<Path> files = Files.list(folder.resolve("here/all"))) {
            cards = files.map(FormatsCheck::read).collect(Collectors.joining());
        }
        assertThat(cards).contains(numbers).contains("FN:被举报：疑似诈骗 / Reported: suspected fraud");
        assertThat(cards.lines().filter(line -> line.startsWith("TEL"))).hasSize(numbers.size());
        assertThat(run(new byte[0], vdirsyncer, "-c", config, "sync").output()).doesNotContain("Copying");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void apple_identityDatabase_isReadByProtoc() throws IOException, InterruptedException {
        String protoc = Program.need("protoc", "protobuf-compiler");
        Files.writeString(
                folder.resolve("db.proto"),
                "syntax = \"proto3\"; message Row { bytes keyword = 1; CallIdentity value = 2; }\n"
                        + "message CallIdentity { string name = 1; bytes icon = 2; uint32 cache_expiry_minutes = 3; uint32 category = 4; }\n"
                        + "message KeywordDatabase { repeated Row rows = 1; }\n");
        String decoded = run(
                        service.bytes("/v1/feed/formats/apple-identity.binpb"),
                        protoc,
                        "--decode=KeywordDatabase",
                        "db.proto")
                .output();

        assertThat(keywords(decoded)).isEqualTo(numbers);
        assertThat(decoded).contains("name: \"Reported: suspected fraud\"").contains("cache_expiry_minutes: 1440");
    }

    @Test
    void apple_blockDatabase_isReadByProtoc() throws IOException, InterruptedException {
        String protoc = Program.need("protoc", "protobuf-compiler");
        Files.writeString(
                folder.resolve("db.proto"),
                "syntax = \"proto3\"; message Row { bytes keyword = 1; bytes value = 2; }\n"
                        + "message KeywordDatabase { repeated Row rows = 1; }\n");
        String decoded = run(
                        service.bytes("/v1/feed/formats/apple-block.binpb"),
                        protoc,
                        "--decode=KeywordDatabase",
                        "db.proto")
                .output();

        assertThat(keywords(decoded)).contains(Service.BAD);
        assertThat(decoded.lines().filter(line -> line.contains("value:")))
                .allMatch(line -> line.contains("\\001") || line.contains("\\000"));
    }

    private static List<String> keywords(String decoded) {
        return decoded.lines()
                .filter(line -> line.contains("keyword:"))
                .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"))
                .toList();
    }

    @Test
    void snapshot_duckdb_screensCallRecords() throws Exception {
        String manifest = new String(service.bytes("/v1/feed/snapshot"), StandardCharsets.UTF_8);
        String version = manifest.replaceFirst("(?s).*\"version\":\\s*(\\d+).*", "$1");
        for (String name : List.of("numbers.parquet", "blocks.parquet")) {
            Files.write(folder.resolve(name), service.bytes("/v1/feed/snapshot/" + version + "/" + name));
        }
        Files.writeString(
                folder.resolve("calls.csv"),
                "caller,called,seconds\n" + Service.BAD + ",1,30\n+8613800138000,2,31\nanonymous,3,32\n");
        String sql = Files.readString(SCREENING).replaceAll("'([a-z]+\\.(csv|parquet))'", "'" + folder + "/$1'");
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            for (String part : sql.split(";\\s*\n")) {
                statement.execute(part);
            }
        }

        List<String> screened = Files.readAllLines(folder.resolve("screened.csv"));
        assertThat(screened).hasSize(4);
        assertThat(screened.get(1))
                .startsWith(Service.BAD + ",1,30,high,block,")
                .contains(",impersonation,");
        assertThat(screened.get(2)).isEqualTo("+8613800138000,2,31,unknown,allow,,,");
        assertThat(screened.get(3)).isEqualTo("anonymous,3,32,unknown,allow,,,");
    }

    @Test
    void list_javascriptReader_findsWhatIsPublishedAndChecksTheSeal() throws IOException, InterruptedException {
        String node = Program.need("node", "nodejs");
        Files.write(folder.resolve("list.bin"), service.bytes("/v1/feed/list"));
        String key = new String(service.bytes("/v1/feed/key"), StandardCharsets.UTF_8)
                .replaceFirst("(?s).*\"publicKey\":\\s*\"([^\"]+)\".*", "$1");

        assertThat(run(
                                new byte[0],
                                node,
                                LIST_READER.toString(),
                                "list.bin",
                                "--key",
                                key,
                                Service.BAD,
                                "+8613800138000")
                        .output()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"level\":\"high\"").contains("\"from\":\"number\""),
                        line -> assertThat(line).contains("null"));
    }
}

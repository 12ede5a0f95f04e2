package org.zhenhao.snapshot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhenhao.snapshot.Published.admin;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.campaign.SharedText;
import org.zhenhao.score.Level;
import org.zhenhao.score.Policy;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.DuckDb;
import org.zhenhao.testing.Eventually;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class SnapshotEndpointTest {
    private static final String BAD = "+13152340001";
    private static final String TWO_NETWORKS = "+13156990002";

    @Inject
    Composer composer;

    @Inject
    Publications publications;

    @Inject
    SharedText shared;

    @Inject
    DataSource store;

    @Inject
    PublishSettings settings;

    @Inject
    Policy policy;

    @Inject
    @All
    List<PublicationPart> parts;

    @TempDir
    Path folder;

    @BeforeEach
    void reportAndPublish() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.addAll(Published.complaints(13_152_340_001L + (i < 12 ? i : i * 17_003L), 3 + i % 9, 3 + i % 9));
        }
        lines.addAll(Published.complaints(Long.parseLong(TWO_NETWORKS.substring(1)), 30, 2));
        Published.reportOnce("95588", 9);
        Published.report(lines);
        Published.publish();
    }

    private byte[] download(long version, String name) {
        return admin().get("/v1/feed/snapshot/" + version + "/" + name)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private Map<String, NumberRow> rows(Path file) throws IOException {
        Map<String, NumberRow> rows = new HashMap<>();
        try (NumberTable.Reader reader = new NumberTable.Reader(file)) {
            for (NumberRow row = reader.next(); row != null; row = reader.next()) {
                rows.put(row.key(), row);
            }
        }
        return rows;
    }

    @Test
    void snapshot_published_isSignedAndHoldsOnlyWhatSeveralNetworksReported() throws IOException {
        Response manifest = admin().get("/v1/feed/snapshot");
        byte[] key =
                Base64.getDecoder().decode((String) given().get("/v1/feed/key").path("publicKey"));
        byte[] signature = Base64.getDecoder().decode(manifest.header("Signature-Ed25519"));
        assertThat(PublishingKey.verify(key, manifest.asByteArray(), signature)).isTrue();
        byte[] forged =
                manifest.asString().replace("\"version\":", "\"version\":1").getBytes(StandardCharsets.UTF_8);
        assertThat(PublishingKey.verify(key, forged, signature)).isFalse();

        Manifest read = Manifest.read(manifest.asByteArray());
        Path numbers = Files.write(folder.resolve("n.parquet"), download(read.version(), "numbers.parquet"));
        Manifest.PublishedFile listed = read.file("numbers.parquet");
        assertThat(listed).isNotNull();
        assertThat(Manifest.checksum(numbers)).isEqualTo(listed.sha256());

        Map<String, NumberRow> rows = rows(numbers);
        assertThat(rows).containsKey(BAD).doesNotContainKey(TWO_NETWORKS);
        NumberRow bad = rows.get(BAD);
        assertThat(bad).isNotNull();
        assertThat(bad.number()).isEqualTo(13152340001L);
        assertThat(bad.score() % 5).isZero();
        NumberRow bank = rows.get("CN-95588");
        assertThat(bank).isNotNull();
        assertThat(bank.registered()).contains("工商银行");
        assertThat(bank.negative()).isZero();
        assertThat(bank.level()).isIn(Level.TRUSTED, Level.LOW);
    }

    @Test
    void file_rangeAndTag_areHonoured() {
        long version = admin().get("/v1/feed/snapshot").jsonPath().getLong("version");
        String path = "/v1/feed/snapshot/" + version + "/numbers.parquet";
        byte[] whole = download(version, "numbers.parquet");

        Response part = admin().header("Range", "bytes=4-99").get(path);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 4-99/" + whole.length);
        assertThat(part.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(whole, 4, 100));
        Response tail = admin().header("Range", "bytes=-4").get(path);
        assertThat(tail.asByteArray()).isEqualTo("PAR1".getBytes(StandardCharsets.US_ASCII));
        admin().header("Range", "bytes=999999999-").get(path).then().statusCode(416);

        String tag = admin().get(path).header("ETag");
        admin().header("If-None-Match", tag).get(path).then().statusCode(304);
        admin().get("/v1/feed/snapshot/" + version + "/secret").then().statusCode(404);
        admin().get("/v1/feed/snapshot/999999/numbers.parquet").then().statusCode(404);
        given().get(path).then().statusCode(401);
        given().post("/v1/feed/snapshot").then().statusCode(401);
    }

    @Test
    void publish_nothingChanged_makesNoNewVersion() {
        int version = admin().get("/v1/feed/snapshot").path("version");
        Published.publish();
        admin().get("/v1/feed/snapshot").then().body("version", equalTo(version));
    }

    @Test
    void compose_daysLaterWithoutReports_changesFewRowsADay() throws Exception {
        long now = Instant.now().getEpochSecond();
        Path before = Files.createDirectory(folder.resolve("0"));
        composer.compose(before, null, now, seen -> {});
        int changed = 0;
        int days = 10;
        for (int day = 1; day <= days; day++) {
            Path after = Files.createDirectory(folder.resolve(Integer.toString(day)));
            composer.compose(after, before, now + day * 86_400L, seen -> {});
            Map<String, NumberRow> old = rows(before.resolve(Composer.NUMBERS));
            changed += rows(after.resolve(Composer.NUMBERS)).values().stream()
                    .mapToInt(row -> row.equals(old.get(row.key())) ? 0 : 1)
                    .sum();
            before = after;
        }
        int rows = rows(before.resolve(Composer.NUMBERS)).size();
        // Without steps all reported numbers would change every day.
        assertThat(changed).isLessThan(days * 200 / 10);
        assertThat(rows).isGreaterThan(200);
    }

    /** Stops the first version until it is let go on. */
    private static final class Stopping implements PublicationPart {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public String name() {
            return "stopping";
        }

        @Override
        public long write(Manifest version, Path directory, Path file) throws IOException {
            Files.writeString(file, name());
            reached.countDown();
            try {
                assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 0;
        }
    }

    @Test
    void publishSoon_whileAVersionIsMade_makesAnotherWithWhatCameSince() throws Exception {
        Stopping stopping = new Stopping();
        List<PublicationPart> all = new ArrayList<>(parts);
        all.add(stopping);
        Publications here =
                new Publications(composer, all, store, settings, folder.toString(), policy, Clock.systemUTC());
        Published.reportOnce("+8616518110001", 12);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(here::publish);
        assertThat(stopping.reached.await(60, TimeUnit.SECONDS)).isTrue();
        Published.reportOnce("+8616518110002", 12);

        here.publishSoon();
        assertThat(here.progress().state()).isEqualTo("running");
        stopping.goOn.countDown();

        assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
        Eventually.holds(Duration.ofSeconds(60), () -> here.progress().state().equals("idle"));
        assertThat(rows(Objects.requireNonNull(here.latest()).file(Composer.NUMBERS)))
                .containsKeys("+8616518110001", "+8616518110002");

        // The next tests find a version with the usual files.
        Published.reportOnce("+8616518110003", 12);
        Published.publish();
    }

    @Test
    void compose_numbersOfACampaign_areWrittenWithTheirShare() throws Exception {
        List<String> kin = List.of("+8616517000001", "+8616517110002", "+8616517220003", "+8616517330004");
        String stranger = "+8616517440005";
        List<String> lines = new ArrayList<>();
        for (String number : List.of(kin.get(0), kin.get(1), kin.get(2), kin.get(3), stranger)) {
            // More than the three that publishing takes: two networks may share a bit of the tally's sketch of 32.
            for (int person = 0; person < 10; person++) {
                lines.add(Published.line(number, number + "-" + person));
            }
        }
        Published.reportLines(lines);
        // Of one time both, by which the campaign is known, for scores fall from minute to minute.
        long soon = Instant.now().plus(Duration.ofMinutes(10)).getEpochSecond();
        Path before = Files.createDirectory(folder.resolve("before"));
        composer.compose(before, null, soon, seen -> {});
        shared.of(kin, 20261123);

        Path after = Files.createDirectory(folder.resolve("after"));
        composer.compose(after, null, soon, seen -> {});
        Map<String, NumberRow> alone = rows(before.resolve(Composer.NUMBERS));
        Map<String, NumberRow> together = rows(after.resolve(Composer.NUMBERS));
        assertThat(together.get(stranger)).isEqualTo(alone.get(stranger)).isNotNull();
        for (String number : kin) {
            int looked = given().get("/v1/numbers/" + number).path("score");
            assertThat(row(together, number).score())
                    .isGreaterThan(row(alone, number).score())
                    .isBetween(looked - Steps.SCORE, looked + Steps.SCORE);
        }
    }

    private static NumberRow row(Map<String, NumberRow> rows, String number) {
        return Objects.requireNonNull(rows.get(number), number);
    }

    @Test
    void duckdbExample_onCallRecords_findsNumbersAndBlocks() throws Exception {
        long version = admin().get("/v1/feed/snapshot").jsonPath().getLong("version");
        Files.write(folder.resolve("numbers.parquet"), download(version, "numbers.parquet"));
        Files.write(folder.resolve("blocks.parquet"), download(version, "blocks.parquet"));
        Files.writeString(
                folder.resolve("calls.csv"),
                "caller,called,seconds\n" + BAD + ",1,30\n+13152340099,2,31\n13025550142,3,32\nanonymous,4,33\n");
        String sql = Files.readString(Path.of("src/docs/examples/duckdb/screen.sql"))
                .replaceAll("'([a-z]+\\.(csv|parquet))'", "'" + folder + "/$1'");

        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            for (String part : sql.split(";\\s*\n")) {
                statement.execute(part);
            }
        }
        List<String> screened = Files.readAllLines(folder.resolve("screened.csv"));
        NumberRow row = rows(folder.resolve("numbers.parquet")).get(BAD);
        assertThat(screened).hasSize(5);
        assertThat(screened.get(0)).isEqualTo("caller,called,seconds,level,action,score,category,negative");
        assertThat(row).isNotNull();
        assertThat(screened.get(1))
                .isEqualTo(BAD + ",1,30," + row.level().wire() + ","
                        + row.action().wire() + "," + row.score() + ",fraud," + row.negative());
        // Twelve neighbours were reported by people in separate networks: the hundred around them is elevated.
        assertThat(screened.get(2)).startsWith("+13152340099,2,31,elevated,warn,");
        assertThat(screened.get(3)).isEqualTo("13025550142,3,32,unknown,allow,,,");
        assertThat(screened.get(4)).isEqualTo("anonymous,4,33,unknown,allow,,,");
    }

    @Test
    void publications_otherReplica_takesTheFilesFromTheStore() throws Exception {
        Publications.Published latest = publications.latest();
        assertThat(latest).isNotNull();
        Path kept = latest.file(Composer.NUMBERS);
        byte[] bytes = Files.readAllBytes(kept);
        Files.delete(kept);

        Path fetched = publications.kept(latest.manifest().version(), Composer.NUMBERS);

        assertThat(fetched).isEqualTo(kept).hasBinaryContent(bytes);
        assertThat(publications.kept(latest.manifest().version() + 5, Composer.NUMBERS))
                .isNull();
    }
}

package org.zhenhao.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhenhao.snapshot.Published.admin;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.snapshot.Published;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class ListEndpointTest {
    private static final long FIRST = 13_152_000_001L;

    @BeforeEach
    void reportAndPublish() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.addAll(Published.complaints(FIRST + i * 31_003L, 12, 12));
        }
        Published.reportOnce("95588", 40);
        Published.report(lines);
        Published.publish();
    }

    private static byte[] bytes(String path) {
        return admin().get(path).then().statusCode(200).extract().asByteArray();
    }

    private static long version() {
        return admin().get("/v1/feed/snapshot").jsonPath().getLong("version");
    }

    @Test
    void list_published_isSignedExactAndWithoutOfficialNumbers() throws IOException {
        byte[] list = bytes("/v1/feed/list");
        byte[] key =
                Base64.getDecoder().decode((String) given().get("/v1/feed/key").path("publicKey"));

        assertThat(Seal.signedBy(list, key)).isTrue();
        CompactList read = CompactList.read(list);
        assertThat(read.head().version()).isEqualTo(version());
        assertThat(read.find(FIRST)).isNotEqualTo(CompactList.NOTHING);
        assertThat(Mark.score(read.find(FIRST))).isGreaterThan(50);
        assertThat(read.find(2_000_000_000_000_095_588L)).isEqualTo(CompactList.NOTHING);
    }

    @Test
    void list_parts_areHonoured() throws IOException {
        assertThat(CompactList.read(bytes("/v1/feed/list?region=CN")).size()).isZero();
        assertThat(CompactList.read(bytes("/v1/feed/list?region=US&top=137")).size())
                .isBetween(60, 100);
        assertThat(bytes("/v1/feed/list?max_bytes=5000").length).isLessThanOrEqualTo(4096);
        assertThat(CompactList.read(bytes("/v1/feed/list?min_level=high"))
                        .head()
                        .minLevel())
                .isEqualTo(4);
        admin().get("/v1/feed/list?top=5").then().statusCode(400).body("code", equalTo("bad_parameter"));
        admin().get("/v1/feed/list?region=XX").then().statusCode(400);
        admin().get("/v1/feed/list?min_level=low").then().statusCode(400);
        given().get("/v1/feed/list").then().statusCode(401);
    }

    @Test
    void list_askedAgain_isNotSentAgain() {
        Response first = admin().get("/v1/feed/list");
        assertThat(first.header("Cache-Control")).startsWith("private, max-age=");
        admin().header("If-None-Match", first.header("ETag"))
                .get("/v1/feed/list")
                .then()
                .statusCode(304);
        Response part = admin().header("Range", "bytes=0-3").get("/v1/feed/list");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.asByteArray()).isEqualTo("ZHL1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void delta_afterNewReports_leadsFromTheOldListToTheNew() throws IOException {
        long before = version();
        String added = "+1315777";
        Published.report(Published.complaints(13_157_770_000L + System.nanoTime() % 10_000, 12, 12));
        Published.publish();
        assertThat(version()).isEqualTo(before + 1);

        byte[] delta = bytes("/v1/feed/list/delta?since=" + before);
        CompactList after = CompactList.read(bytes("/v1/feed/list"));
        assertThat(Arrays.copyOf(delta, 4)).isEqualTo(DeltaWriter.MAGIC);
        assertThat(Arrays.copyOfRange(delta, 72, 104)).isEqualTo(SetChecksum.of(after));
        assertThat(delta.length).isLessThan(bytes("/v1/feed/list").length);

        Response json = admin().get("/v1/feed/list/delta?format=json&since=" + before);
        assertThat(json.jsonPath().getBoolean("full")).isFalse();
        assertThat(json.jsonPath().getList("added.number", String.class)).anyMatch(number -> number.startsWith(added));
        assertThat(json.jsonPath().getString("checksum"))
                .isEqualTo(HexFormat.of().formatHex(SetChecksum.of(after)));
        assertThat(json.jsonPath().getLong("minimumWait")).isGreaterThanOrEqualTo(3600);
        Response packed = admin().header("Accept-Encoding", "gzip").get("/v1/feed/list/delta?format=json");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.jsonPath().getBoolean("full")).isTrue();
    }

    @Test
    void delta_sinceAnUnknownVersion_isTheWholeList() {
        byte[] list = bytes("/v1/feed/list");
        assertThat(bytes("/v1/feed/list/delta?since=999999")).isEqualTo(list);
        assertThat(bytes("/v1/feed/list/delta?since=-3")).isEqualTo(list);
        byte[] none = bytes("/v1/feed/list/delta?since=" + version());
        assertThat(Arrays.copyOf(none, 4)).isEqualTo(DeltaWriter.MAGIC);
        assertThat(none.length).isEqualTo(104 + 8 + Seal.BYTES);
    }
}

package org.zhenhao.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhenhao.snapshot.Published.admin;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.zhenhao.snapshot.Published;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Programs;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class FormatEndpointTest {
    private static final long FIRST = 13_152_000_001L;
    private static final String KNOWN = "+" + FIRST;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/carddav/")
    URI cardDav;

    @TempDir
    Path folder;

    @BeforeEach
    void reportAndPublish() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.addAll(Published.complaints(FIRST + i * 31_003L, 12, 12));
        }
        Published.report(lines);
        Published.publish();
    }

    private static byte[] bytes(String path) {
        return admin().get(path).then().statusCode(200).extract().asByteArray();
    }

    private static List<String> numbers() {
        return new String(bytes("/v1/feed/formats/numbers.txt"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    @Test
    void numbers_plain_areAscendingAndUnique() {
        List<String> numbers = numbers();
        assertThat(numbers)
                .contains(KNOWN)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("\\+[1-9][0-9]{5,14}"));
        assertThat(numbers.stream().map(Long::valueOf).toList()).isSorted();
        Response packed = admin().header("Accept-Encoding", "gzip").get("/v1/feed/formats/numbers.txt");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.asString().lines().toList()).isEqualTo(numbers);
        given().get("/v1/feed/formats/numbers.txt").then().statusCode(401);
    }

    @Test
    void callDirectory_wholeAndIncrement_areAscendingWithLabels() {
        ByteBuffer file =
                ByteBuffer.wrap(bytes("/v1/feed/formats/call-directory.bin")).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        file.get(magic);
        assertThat(magic).isEqualTo("ZCD1".getBytes(StandardCharsets.US_ASCII));
        int labels = file.getInt();
        long version = file.getLong();
        assertThat(file.getLong()).isZero();
        int added = file.getInt();
        assertThat(file.getInt()).isZero();
        for (int i = 0; i < labels; i++) {
            byte[] label = new byte[file.get()];
            file.get(label);
            assertThat(new String(label, StandardCharsets.UTF_8)).startsWith("Reported");
        }
        long last = 0;
        List<String> found = new ArrayList<>();
        for (int i = 0; i < added; i++) {
            long number = file.getLong();
            assertThat(number).isGreaterThan(last);
            assertThat(file.get()).isBetween((byte) 3, (byte) 4);
            assertThat(file.get()).isLessThan((byte) labels);
            last = number;
            found.add("+" + number);
        }
        assertThat(file.hasRemaining()).isFalse();
        assertThat(found).isEqualTo(numbers());

        ByteBuffer none = ByteBuffer.wrap(bytes("/v1/feed/formats/call-directory.bin?since=" + version))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(none.getLong(16)).isEqualTo(version);
        assertThat(none.getInt(24)).isZero();
    }

    @Test
    void android_csv_hasOneRowANumber() {
        List<String> rows = new String(bytes("/v1/feed/formats/android.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(rows.get(0)).isEqualTo("pattern,level,score,category,label");
        assertThat(rows).hasSize(numbers().size() + 1);
        assertThat(rows.stream().filter(row -> row.startsWith(FIRST + ",")))
                .singleElement()
                .asString()
                .matches("\\d+,(high|elevated),\\d+,fraud,Reported: suspected fraud");
    }

    @Test
    void fritzBox_phoneBook_isValidXmlWithAtMostNineNumbersAContact() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes("/v1/feed/formats/fritzbox.xml")));
        int numbers = xml.getElementsByTagName("number").getLength();
        assertThat(numbers).isEqualTo(numbers().size());
        for (int i = 0; i < xml.getElementsByTagName("telephony").getLength(); i++) {
            assertThat(Integer.parseInt(xml.getElementsByTagName("telephony")
                            .item(i)
                            .getAttributes()
                            .getNamedItem("nid")
                            .getNodeValue()))
                    .isBetween(1, 9);
        }
    }

    @Test
    void apple_databases_areReadByProtoc() throws IOException, InterruptedException {
        byte[] identity = bytes("/v1/feed/formats/apple-identity.binpb");
        byte[] first = bytes("/v1/feed/formats/apple-identity.binpb?shards=2&shard=0");
        byte[] second = bytes("/v1/feed/formats/apple-identity.binpb?shards=2&shard=1");
        assertThat(first.length + second.length).isEqualTo(identity.length);
        admin().get("/v1/feed/formats/apple-block.json").then().statusCode(200);
        admin().get("/v1/feed/formats/apple-block.binpb?shards=2&shard=2")
                .then()
                .statusCode(400);

        String protoc = Programs.need("protoc", "protobuf-compiler");
        Files.writeString(
                folder.resolve("db.proto"),
                "syntax = \"proto3\"; message Row { bytes keyword = 1; CallIdentity value = 2; }\n"
                        + "message CallIdentity { string name = 1; bytes icon = 2; uint32 cache_expiry_minutes = 3; uint32 category = 4; }\n"
                        + "message KeywordDatabase { repeated Row rows = 1; }\n");
        Programs.Outcome decoded =
                Programs.run(List.of(protoc, "--decode=KeywordDatabase", "db.proto"), identity, folder);
        assertThat(decoded.status()).as(decoded.output()).isZero();
        List<String> keywords = decoded.output()
                .lines()
                .filter(line -> line.contains("keyword:"))
                .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"))
                .toList();
        assertThat(keywords).isEqualTo(numbers());
        assertThat(decoded.output())
                .contains("name: \"Reported: suspected fraud\"")
                .contains("cache_expiry_minutes: 1440");
    }

    @Test
    void cardDav_vdirsyncer_takesTheBookAndAsksLittleTheSecondTime() throws IOException, InterruptedException {
        String vdirsyncer = Programs.need("vdirsyncer", "vdirsyncer");
        Path config =
                Files.writeString(folder.resolve("config"), """
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
                url = "%2$s"
                username = "x"
                password = "%3$s"
                read_only = true
                """.formatted(folder, cardDav, AdminKeyProfile.ADMIN_KEY));
        byte[] yes = "y\ny\ny\n".getBytes(StandardCharsets.US_ASCII);
        Programs.Outcome discovered =
                Programs.run(List.of(vdirsyncer, "-c", config.toString(), "discover"), yes, folder);
        assertThat(discovered.status()).as(discovered.output()).isZero();
        Programs.Outcome synced =
                Programs.run(List.of(vdirsyncer, "-c", config.toString(), "sync"), new byte[0], folder);
        assertThat(synced.status()).as(synced.output()).isZero();

        String cards;
        try (Stream<Path> files = Files.list(folder.resolve("here/all"))) {
            cards = files.map(FormatEndpointTest::read).collect(Collectors.joining());
        }
        List<String> numbers = numbers();
        assertThat(cards).contains(numbers).contains("FN:被举报：疑似诈骗 / Reported: suspected fraud");
        assertThat(cards.lines().filter(line -> line.startsWith("TEL"))).hasSize(numbers.size());
        Programs.Outcome again =
                Programs.run(List.of(vdirsyncer, "-c", config.toString(), "sync"), new byte[0], folder);
        assertThat(again.output()).doesNotContain("Copying");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void cardDav_withoutKeyOrWithBadXml_isRefused() {
        given().request("PROPFIND", "/carddav/books/all/").then().statusCode(401);
        Response options = given().request("OPTIONS", "/carddav/");
        assertThat(options.header("DAV")).contains("addressbook");
        admin().body("<a><!DOCTYPE")
                .request("REPORT", "/carddav/books/all/")
                .then()
                .statusCode(400);
        admin().request("PROPFIND", "/carddav/books/xx/").then().statusCode(404);
        admin().request("PUT", "/carddav/books/all/x.vcf").then().statusCode(405);
        admin().get("/carddav/books/all/none.vcf").then().statusCode(404);
        Response shallow = admin().header("Depth", "0").request("PROPFIND", "/carddav/books/all/");
        assertThat(shallow.statusCode()).isEqualTo(207);
        assertThat(shallow.asString()).contains("getctag").doesNotContain(".vcf");
    }

    @Test
    void phoneBook_oneNumberMore_changesOneContact() throws IOException {
        CompactList list = CompactList.read(bytes("/v1/feed/list"));
        PhoneBook before = PhoneBook.of(list);
        Published.report(Published.complaints(13_157_780_000L + System.nanoTime() % 10_000, 12, 12));
        Published.publish();
        PhoneBook after = PhoneBook.of(CompactList.read(bytes("/v1/feed/list")));

        List<String> tags =
                before.contacts().stream().map(PhoneBook.Contact::tag).toList();
        long changed = after.contacts().stream()
                .filter(contact -> !tags.contains(contact.tag()))
                .count();
        assertThat(changed).isBetween(1L, 3L);
    }
}

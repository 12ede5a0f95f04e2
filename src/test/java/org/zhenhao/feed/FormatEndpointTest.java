package org.zhenhao.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhenhao.snapshot.Published.admin;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.zhenhao.snapshot.Published;
import org.zhenhao.testing.AdminKeyProfile;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class FormatEndpointTest {
    private static final long FIRST = 13_152_000_001L;
    private static final String KNOWN = "+" + FIRST;

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
    void apple_shards_areTheWholeDatabaseCutUp() {
        byte[] identity = bytes("/v1/feed/formats/apple-identity.binpb");
        byte[] first = bytes("/v1/feed/formats/apple-identity.binpb?shards=2&shard=0");
        byte[] second = bytes("/v1/feed/formats/apple-identity.binpb?shards=2&shard=1");
        assertThat(first.length + second.length).isEqualTo(identity.length);
        assertThat(first.length).isPositive();
        assertThat(new String(identity, StandardCharsets.UTF_8)).contains(KNOWN).contains("Reported: suspected fraud");
        admin().get("/v1/feed/formats/apple-block.json").then().statusCode(200);
        admin().get("/v1/feed/formats/apple-block.binpb?shards=2&shard=2")
                .then()
                .statusCode(400);
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

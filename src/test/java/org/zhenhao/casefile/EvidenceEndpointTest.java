package org.zhenhao.casefile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.evidence.EvidenceVerifier;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Unzipped;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class EvidenceEndpointTest {
    @TempDir
    Path directory;

    @Test
    void exportedCase_isSoundOffline_andTellsEverythingInBothLanguages() throws IOException {
        report("+8695588", "impersonation", "case-a", "他说我的卡要被冻结");
        report("17044440001", "debt_collection_harassment", "case-a", "打给我的同事");
        report("17044440001", "threat", "another case", "elsewhere");

        byte[] zip = export("case-a", 200);
        EvidenceVerifier.Outcome outcome = EvidenceVerifier.verify(write(zip), publicKey());

        assertThat(outcome.findings()).noneMatch(line -> line.startsWith("✗"));
        assertThat(outcome.sound()).isTrue();
        Map<String, byte[]> files = Unzipped.of(zip);
        JsonNode file = new ObjectMapper().readTree(Objects.requireNonNull(files.get("case.json")));
        assertThat(file.path("timeline")).hasSize(2);
        assertThat(file.path("timeline").get(0).path("claimed").path("result").asText())
                .isEqualTo("contradicted");
        assertThat(file.path("timeline").get(0).path("verdict").path("level").asText())
                .isEqualTo("elevated");
        assertThat(file.path("numbers").get(0).path("imitates").asText()).isEqualTo("CN-95588");
        assertThat(file.path("rules").findValuesAsText("id")).contains("third_parties", "pretence");
        assertThat(file.path("channels").findValuesAsText("number"))
                .contains("110", "96110", "12378", "12368", "12321", "95588");
        assertThat(new String(Objects.requireNonNull(files.get("timeline.csv")), StandardCharsets.UTF_8).lines())
                .hasSize(3);
        assertThat(Unzipped.text(Objects.requireNonNull(files.get("evidence-zh.pdf"))))
                .contains("时间线")
                .contains("他说我的卡要被冻结")
                .contains("冒充")
                .contains("较高风险")
                .doesNotContain("elevated");
        assertThat(Unzipped.text(Objects.requireNonNull(files.get("evidence-en.pdf"))))
                .contains("Timeline")
                .contains("impersonation");
    }

    @Test
    void changedBundle_isNotSound() throws IOException {
        report("17044440002", "threat", "case-b", "the first words");
        byte[] zip = export("case-b", 200);
        assertThat(EvidenceVerifier.verify(write(zip), null).sound()).isTrue();

        Map<String, byte[]> files = Unzipped.of(zip);
        for (String name : List.copyOf(files.keySet())) {
            Map<String, byte[]> changed = new LinkedHashMap<>(files);
            byte[] content = Objects.requireNonNull(changed.get(name)).clone();
            content[content.length / 2] ^= 1;
            changed.put(name, content);
            assertThat(EvidenceVerifier.verify(write(zip(changed)), null).sound())
                    .as(name)
                    .isFalse();
        }
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put("extra.txt", new byte[1]);
        assertThat(EvidenceVerifier.verify(write(zip(more)), null).sound()).isFalse();
        assertThat(EvidenceVerifier.verify(write(zip), "A".repeat(43) + "=").sound())
                .isFalse();
        assertThat(EvidenceVerifier.verify(write(new byte[] {1, 2, 3}), null).sound())
                .isFalse();
    }

    @Test
    void case_ofAnotherReporter_isNotThere() {
        report("17044440003", "threat", "case-c", "mine");
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .get("/v1/evidence/case-c?reporter=somebody else")
                .then()
                .statusCode(404);
        given().get("/v1/evidence/case-c-long-enough-to-ask").then().statusCode(404);
        given().get("/v1/evidence/case-c").then().statusCode(400);
    }

    private static void report(String number, String category, String name, String note) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/json")
                .body(Map.of(
                        "number",
                        number,
                        "category",
                        category,
                        "reporter",
                        "victim",
                        "case",
                        name,
                        "note",
                        note,
                        "claimedInstitution",
                        "工商银行",
                        "conduct",
                        List.of("third_party_told", "claimed_court"),
                        "evidence",
                        List.of(Map.of("kind", "recording", "sha256", "ab".repeat(32)))))
                .post("/v1/reports")
                .then()
                .statusCode(201);
    }

    private static byte[] export(String name, int status) {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .get("/v1/evidence/{case}?reporter=victim", name)
                .then()
                .statusCode(status)
                .extract()
                .asByteArray();
    }

    private static String publicKey() {
        return given().get("/v1/log").jsonPath().getString("publicKey");
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(directory.resolve("bundle.zip"), zip);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}

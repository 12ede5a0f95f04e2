package org.zhenhao.screening;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.Eventually;

/** Jobs over HTTP: what goes in, how it stands, what comes out, and that nothing is left of it in the end. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class JobTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SEVERAL_PARTS = 40_000;

    @Inject
    JobStore jobs;

    @Inject
    PartStore parts;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    private static RequestSpecification admin() {
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY);
    }

    private static String list(int rows) {
        StringBuilder list = new StringBuilder("编号,手机号,备注\r\n");
        Random random = new Random(rows);
        for (int i = 0; i < rows; i++) {
            list.append(i)
                    .append(',')
                    .append(i % 20 == 0 ? "1.38E+10" : "1709998" + String.format("%04d", random.nextInt(10_000)))
                    .append(i % 3 == 0 ? ",\"a, \"\"b\"\"\r\nc\"\r\n" : ",x\r\n");
        }
        return list.toString();
    }

    private static String begin(String body) {
        return admin().contentType("text/csv;charset=UTF-8")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/screenings?name=list")
                .then()
                .statusCode(202)
                .header("Location", startsWith("/v1/screenings/"))
                .extract()
                .header("Location");
    }

    private static void awaitDone(String location) {
        Eventually.holds(SOON, () -> admin().get(location).path("state").equals("done"));
    }

    @Test
    void job_csvOfSeveralParts_givesWhatTheStreamGives() {
        String list = list(SEVERAL_PARTS);
        String location = begin(list);
        awaitDone(location);

        admin().get(location)
                .then()
                .body("rows", equalTo(SEVERAL_PARTS))
                .body("rowsDone", equalTo(SEVERAL_PARTS))
                .body("rowsRefused", equalTo(SEVERAL_PARTS / 20))
                .body("rowsPerSecond", greaterThan(0))
                .body("format", equalTo("csv"));
        byte[] result = admin().get(location + "/result")
                .then()
                .statusCode(200)
                .header("Content-Disposition", startsWith("attachment; filename=\"list-screened.csv\""))
                .extract()
                .asByteArray();
        byte[] stream = admin().contentType("text/csv")
                .body(list.getBytes(StandardCharsets.UTF_8))
                .post("/v1/screenings?mode=stream")
                .asByteArray();
        assertThat(result).isEqualTo(stream);
        byte[] some = admin().header("Range", "bytes=1000000-1000099")
                .get(location + "/result")
                .then()
                .statusCode(206)
                .header("Content-Range", equalTo("bytes 1000000-1000099/" + result.length))
                .extract()
                .asByteArray();
        assertThat(some).isEqualTo(Arrays.copyOfRange(result, 1_000_000, 1_000_100));
        byte[] last =
                admin().header("Range", "bytes=-7").get(location + "/result").asByteArray();
        assertThat(last).isEqualTo(Arrays.copyOfRange(result, result.length - 7, result.length));
        admin().header("Range", "bytes=" + result.length + "-")
                .get(location + "/result")
                .then()
                .statusCode(416);
        admin().get(location + "/summary")
                .then()
                .body("rows", equalTo(SEVERAL_PARTS))
                .body("refusals.scientific_notation", equalTo(SEVERAL_PARTS / 20))
                .body("kinds.mobile_mvno", equalTo(SEVERAL_PARTS - SEVERAL_PARTS / 20));
        admin().get("/v1/screenings").then().body("id", hasItem(location.substring("/v1/screenings/".length())));
    }

    @Test
    void job_events_endWithTheJob() {
        String location = begin(list(5_000));

        String events =
                admin().accept("text/event-stream").get(location + "/events").asString();

        String[] told = events.strip().split("\n\n");
        assertThat(told[told.length - 1]).contains("\"state\":\"done\"").contains("\"rowsDone\":5000");
    }

    @Test
    void job_form_isTakenAndNamedAfterItsFile() {
        Response answer = admin().multiPart(
                        "file", "客户 名单.csv", "phone\n95588\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/v1/screenings");
        assertThat(answer.statusCode()).isEqualTo(202);
        awaitDone(answer.header("Location"));

        assertThat(admin().get(answer.header("Location") + "/result?format=ndjson")
                        .asString())
                .startsWith("{\"phone\":\"95588\",\"number\":\"CN-95588\"");
    }

    @Test
    void job_formWithoutFile_isRefused() {
        admin().multiPart("words", "none").post("/v1/screenings").then().statusCode(400);
    }

    @Test
    void job_ndjson_isGivenAsTable() {
        String body = "{\"n\":\"95595\",\"x\":{\"a\":1}}\n{\"n\":\"1.38E+10\",\"y\":\"=1+1\"}\n";
        String location = admin().contentType("application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/screenings?columns=level,error")
                .header("Location");
        awaitDone(location);

        assertThat(admin().get(location + "/result").asString())
                .isEqualTo("{\"n\":\"95595\",\"x\":{\"a\":1},\"level\":\"trusted\",\"error\":null}\n"
                        + "{\"n\":\"1.38E+10\",\"y\":\"=1+1\",\"level\":null,\"error\":\"scientific_notation\"}\n");
        assertThat(admin().get(location + "/result?format=csv").asString())
                .isEqualTo(
                        "\ufeffn,x,y,level,error\n95595,\"{\"\"a\"\":1}\",,trusted,\n1.38E+10,,'=1+1,,scientific_notation\n");
    }

    @Test
    void job_workbook_comesBackAsOne() throws IOException {
        ByteArrayOutputStream book = new ByteArrayOutputStream();
        try (Workbook writing = new Workbook(book, "test", "1.0")) {
            Worksheet sheet = writing.newWorksheet("a");
            sheet.value(0, 0, "姓名");
            sheet.value(0, 1, "手机号");
            sheet.value(1, 0, "张三");
            sheet.value(1, 1, 13_800_138_000L);
            sheet.value(2, 1, "1.38E+10");
        }
        String location = admin().contentType("application/octet-stream")
                .body(book.toByteArray())
                .post("/v1/screenings?columns=number,score,error")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        awaitDone(location);

        Path file = directory.resolve("result.xlsx");
        Files.write(file, admin().get(location + "/result").asByteArray());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Sheet.toCsv(file, text);
        assertThat(text.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("姓名,手机号,number,score,error"),
                        good -> assertThat(good).startsWith("张三,13800138000,+8613800138000,"),
                        bad -> assertThat(bad).isEqualTo(",1.38E+10,,,scientific_notation"));
    }

    @Test
    void job_workbookThatIsABomb_isRefusedAndNothingIsLeft() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write("<worksheet><sheetData><row><c><v>".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 64; i++) {
                zip.write(new String(new char[1 << 20]).replace('\0', '1').getBytes(StandardCharsets.US_ASCII));
            }
            zip.closeEntry();
        }
        admin().contentType("application/octet-stream")
                .body(bomb.toByteArray())
                .post("/v1/screenings")
                .then()
                .statusCode(413)
                .body("reason", equalTo("compression_bomb"));
        admin().contentType("application/octet-stream")
                .body(Arrays.copyOf(bomb.toByteArray(), 100))
                .post("/v1/screenings")
                .then()
                .statusCode(415);
    }

    @Test
    void job_idempotencyKey_givesTheSameJobForTheSameText() {
        String first = keyed("phone\n95588\n").header("Location");
        awaitDone(first);

        assertThat(keyed("phone\n95588\n").header("Location")).isEqualTo(first);
        keyed("phone\n95599\n").then().statusCode(409).body("code", equalTo("conflict"));
    }

    private static Response keyed(String body) {
        return admin().header("Idempotency-Key", "job-test")
                .contentType("text/csv")
                .body(body)
                .post("/v1/screenings");
    }

    @Test
    void job_deleted_isGoneWithAllItsText() {
        String location = begin(list(1_000));
        admin().delete(location).then().statusCode(204);

        admin().get(location).then().statusCode(404);
        admin().get(location + "/result").then().statusCode(404);
        assertThat(parts.sizes(location.substring("/v1/screenings/".length()))).isEmpty();
    }

    @Test
    void job_ofAnotherClient_isNotSeen() {
        String location = begin("phone\n95588\n");
        String key = admin().contentType("application/json")
                .body("{\"name\":\"other\",\"scopes\":[\"screen\"]}")
                .post("/v1/keys")
                .path("key");

        given().header("X-Api-Key", key).get(location).then().statusCode(404);
        given().header("X-Api-Key", key).delete(location).then().statusCode(404);
        given().get(location).then().statusCode(401);
    }

    @Test
    void job_expired_isErased() {
        String location = begin("phone\n95588\n");
        awaitDone(location);
        String id = location.substring("/v1/screenings/".length());

        assertThat(jobs.over(clock.millis(), 0)).doesNotContain(id);
        assertThat(jobs.over(clock.millis() + Duration.ofDays(3).toMillis(), 0)).contains(id);
    }

    @Test
    void part_leaseLost_storesNothing() {
        // Of now: whose sender was last heard of long ago is tidied away.
        long now = clock.millis();
        Job job = new Job(
                "lease-test",
                "nobody",
                Job.State.RECEIVING,
                now,
                now,
                null,
                null,
                Long.MAX_VALUE,
                null,
                "",
                0,
                0,
                0,
                null,
                null);
        jobs.begin(job, null);
        jobs.receive(job.id(), 0, List.of(new byte[] {1}), 1, now);
        PartStore.Waiting waiting = new PartStore.Waiting("nobody", job.id(), 0, 1);
        PartStore.Lease slow = parts.take(waiting, "slow", 1_000, 2_000).orElseThrow();
        assertThat(parts.take(waiting, "second", 1_500, 2_500)).isEmpty();
        PartStore.Lease quick = parts.take(waiting, "quick", 3_000, 4_000).orElseThrow();
        PartStore.Result result = new PartStore.Result(List.of(new byte[] {2}), 1, 0, "{}");

        assertThat(parts.finish(slow, result, 3_100)).isFalse();
        assertThat(parts.finish(quick, result, 3_200)).isTrue();
        assertThat(parts.finish(quick, result, 3_300)).isFalse();
        jobs.erase(job.id());
    }

    @Test
    void job_empty_isDoneAtOnce() {
        String location = begin("");
        awaitDone(location);
        assertThat(admin().get(location + "/result").asString()).isEmpty();
    }
}

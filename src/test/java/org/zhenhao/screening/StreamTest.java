package org.zhenhao.screening;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhenhao.campaign.SharedText;
import org.zhenhao.testing.AdminKeyProfile;

/** Rows through the service: in order, while they come, and with the answers that single lookups give. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class StreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MIXED = Integer.getInteger("zhenhao.mixed", 100_000);
    private static final int BATCH = 1_000;
    private static final int KIN = 24;

    @Inject
    SharedText shared;

    @Test
    void stream_lines_comeBackWithColumns() {
        String rows = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/plain")
                .body("95595\n+442079460123\n1.38E+10\n")
                .post("/v1/screenings?mode=stream&columns=number,level,error")
                .then()
                .statusCode(200)
                .header("Zhenhao-Columns", equalTo("number,level,error"))
                .extract()
                .asString();

        assertThat(rows)
                .isEqualTo(
                        "95595,CN-95595,trusted,\n+442079460123,+442079460123,unknown,\n1.38E+10,,,scientific_notation\n");
    }

    @Test
    void stream_withoutTheScope_isRefused() {
        given().contentType("text/csv")
                .body("95588\n")
                .post("/v1/screenings?mode=stream")
                .then()
                .statusCode(401)
                .body("code", equalTo("key_required"));
    }

    @Test
    void stream_unknownColumn_isAProblem() {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/csv")
                .body("95588\n")
                .post("/v1/screenings?mode=stream&columns=colour")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_parameter"));
    }

    @Test
    void stream_noNumbersInIt_isAProblemWithAHint() {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/csv")
                .body("a,b\nx,y\n")
                .post("/v1/screenings?mode=stream")
                .then()
                .statusCode(400)
                .body("reason", equalTo("number_column_not_found"))
                .body("detail", containsString("column="));
    }

    @Test
    void stream_manyBatches_keepTheirOrder() {
        StringBuilder body = new StringBuilder("id,phone\n");
        for (int i = 0; i < 60_000; i++) {
            body.append(i)
                    .append(i % 3 == 0 ? ",1.38E+10" : ",138" + (10_000_000 + i))
                    .append(i % 7 == 0 ? "\r\n" : "\n");
        }
        String[] rows = given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("text/csv")
                .body(body.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/screenings?mode=stream&columns=number,error")
                .asString()
                .split("\n");

        assertThat(rows).hasSize(60_001);
        for (int i = 0; i < 60_000; i++) {
            String number = String.valueOf(10_000_000 + i);
            assertThat(rows[i + 1].strip())
                    .isEqualTo(
                            i % 3 == 0
                                    ? i + ",1.38E+10,,scientific_notation"
                                    : i + ",138" + number + ",+86138" + number + ",");
        }
    }

    @Test
    void stream_firstRows_comeBeforeTheLastAreSent() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/screenings?mode=stream&columns=level HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: "
                            + AdminKeyProfile.ADMIN_KEY
                            + "\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            chunk(out, "13800138000\n13800138001\n");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(lineWith(in, "13800138001")).isEqualTo("13800138001,unknown");

            chunk(out, "13800138002\n");
            assertThat(lineWith(in, "13800138002")).isEqualTo("13800138002,unknown");

            chunk(out, "13800138003");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(lineWith(in, "13800138003")).isEqualTo("13800138003,unknown");
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String lineWith(BufferedReader in, String begin) throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith(begin)) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void stream_mixedNumbers_answersAsLookupsDo() throws IOException, SQLException {
        List<String> numbers = new Mixed(new Random(20261122)).numbers(MIXED);
        report(numbers);
        List<String> kin = campaign(numbers);

        Comparison all = compare(numbers);
        // A score falls as time passes: where it fell by a step between the row and the lookup, both are asked again,
        // close together.
        Comparison again = compare(all.different);
        Comparison last = compare(again.different);

        assertThat(last.texts).isEmpty();
        assertThat(all.different).hasSizeLessThan(numbers.size() / 100);
        assertThat(all.reported).isGreaterThan(100);
        assertThat(all.inheriting).isGreaterThanOrEqualTo(kin.size());
    }

    /** Numbers that two people each reported with the same text, different people for each. */
    private List<String> campaign(List<String> numbers) throws IOException, SQLException {
        List<String> kin = new ArrayList<>();
        for (int i = 1; kin.size() < KIN; i += 50) {
            if (numbers.get(i).matches("1[3-8][0-9]{9}")) {
                kin.add(numbers.get(i));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String number : kin) {
            for (int person = 0; person < 2; person++) {
                lines.add(line(number + "-" + person, number, "fraud", "kin " + number + person));
            }
        }
        send(lines);
        shared.of(kin.stream().map(number -> "+86" + number).toList(), 20261122);
        return kin;
    }

    /** Which numbers are answered differently, how, how many have reports, and how many inherit of a campaign. */
    private record Comparison(List<String> different, List<String> texts, int reported, int inheriting) {}

    private static Comparison compare(List<String> numbers) throws IOException {
        Comparison none = new Comparison(List.of(), List.of(), 0, 0);
        if (numbers.isEmpty()) {
            return none;
        }
        String[] rows = screened(numbers);
        assertThat(rows).hasSize(numbers.size());
        List<String> different = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        int reported = 0;
        int inheriting = 0;
        for (int from = 0; from < numbers.size(); from += BATCH) {
            List<String> some = numbers.subList(from, Math.min(numbers.size(), from + BATCH));
            JsonNode answers = JSON.readTree(given().header("Accept-Language", "zh-CN")
                    .header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                    .contentType("application/json")
                    .body(JSON.writeValueAsString(java.util.Map.of("numbers", some)))
                    .post("/v1/numbers/batch")
                    .asString());
            for (int i = 0; i < some.size(); i++) {
                JsonNode row = JSON.readTree(rows[from + i]);
                JsonNode answer = answers.get("results").get(i);
                if (!Same.row(row).equals(Same.answer(answer))) {
                    different.add(some.get(i));
                    texts.add(row + " is not " + answer);
                }
                inheriting += answer.path("campaign").path("share").asDouble() > 0 ? 1 : 0;
                reported += row.path("negative").asInt() + row.path("positive").asInt() > 0 ? 1 : 0;
            }
        }
        return new Comparison(different, texts, reported, inheriting);
    }

    private static String[] screened(List<String> numbers) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String number : numbers) {
            body.append("{\"n\":").append(JSON.writeValueAsString(number)).append("}\n");
        }
        String columns = "number,kind,region,carrier,location,level,action,score,confidence,category,negative,positive,"
                + "block,block_score,block_numbers,spoofed,registered,error";
        return given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .header("Accept-Language", "zh-CN")
                .contentType("application/x-ndjson")
                .body(body.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/screenings?mode=stream&column=n&columns=" + columns)
                .asString()
                .split("\n");
    }

    private static void report(List<String> numbers) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 50) {
            for (int reporter = 0; reporter < i % 7 + 1; reporter++) {
                lines.add(line(
                        "s-" + i + "-" + reporter,
                        numbers.get(i).replace("\"", ""),
                        i % 4 == 0 ? "legitimate" : "fraud",
                        String.valueOf(reporter)));
            }
        }
        send(lines);
    }

    private static String line(String id, String number, String category, String person) {
        return "{\"id\":\"" + id + "\",\"number\":\"" + number + "\",\"category\":\"" + category
                + "\",\"occurredAt\":\"" + LocalDate.now(Clock.systemUTC()).minusDays(2)
                + "T08:00:00Z\",\"reporter\":\"r" + person + "\",\"network\":\"n" + person + "\"}";
    }

    private static void send(List<String> lines) {
        given().header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?format=reports")
                .then()
                .statusCode(200);
    }
}

package org.zhenhao.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    @Test
    void writeString_anyText_isWhatJacksonWrites() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (JsonGenerator json = JACKSON.createGenerator(expected)) {
                json.writeStartObject();
                json.writeStringField("text", text);
                json.writeEndObject();
            }
            JsonBytes json = new JsonBytes(1);
            json.writeStartObject();
            json.writeStringField("text", text);
            json.writeEndObject();

            assertThat(json.toBytes()).isEqualTo(expected.toByteArray());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = switch (random.nextInt(5)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x80);
                case 2 -> random.nextInt(0x800);
                case 3 -> random.nextInt(0x10000);
                default -> random.nextInt(Character.MAX_CODE_POINT);
            };
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '"' : point);
        }
        return text.toString();
    }

    @Test
    void ownOfThread_afterSomethingElse_isEmptyAndLeavesThatAsItWas() {
        for (int length : new int[] {10, 100_000, 10}) {
            JsonBytes first = JsonBytes.ownOfThread();
            first.writeStartObject();
            first.writeStringField("a", "x".repeat(length));
            byte[] bytes = first.toBytes();

            JsonBytes second = JsonBytes.ownOfThread();
            second.writeStartObject();
            second.writeEndObject();

            assertThat(text(second)).isEqualTo("{}");
            assertThat(bytes).hasSize(length + 7).startsWith('{', '"', 'a', '"', ':', '"', 'x');
        }
    }

    @Test
    void writeString_halfOfAPair_isEscaped() {
        JsonBytes json = new JsonBytes(1);
        json.writeString("a\ud83dz");

        assertThat(text(json)).isEqualTo("\"a\\uD83Dz\"");
    }

    @Test
    void writeHundredths_anyValue_isThatOfADouble() {
        for (int value = 0; value < 30_000; value++) {
            JsonBytes json = new JsonBytes(1);
            json.writeHundredthsField("x", value);

            assertThat(text(json)).isEqualTo("\"x\":" + value / 100.0);
        }
    }

    @Test
    void writeTime_anySecond_isThatOfAnInstant() {
        Random random = new Random(3);
        for (int round = 0; round < 200_000; round++) {
            long seconds =
                    round < 1_000 ? round - 500L : random.nextLong(round % 2 == 0 ? 5_000_000_000L : 253_500_000_000L);
            JsonBytes json = new JsonBytes(1);
            json.writeTimeField("x", seconds);

            assertThat(text(json)).isEqualTo("\"x\":\"" + Instant.ofEpochSecond(seconds) + '"');
        }
    }

    @Test
    void writeNumber_anyValue_isItsDigits() {
        Random random = new Random(5);
        for (int round = 0; round < 100_000; round++) {
            long value = round < 20_000 ? round - 100 : random.nextLong() >> random.nextInt(63);
            JsonBytes json = new JsonBytes(1);
            json.writeNumberField("x", value);

            assertThat(text(json)).isEqualTo("\"x\":" + value);
        }
    }

    @Test
    void values_nested_haveCommasBetweenThem() {
        JsonBytes json = new JsonBytes(1);
        json.writeStartObject();
        json.writeArrayFieldStart("a");
        json.writeString("x");
        json.writeString(null);
        json.writeStartObject();
        json.writeEndObject();
        json.writeStartObject();
        json.writeBooleanField("t", true);
        json.writeNumberField("d", 1.5);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("o");
        json.writeEndObject();
        json.writeNullField("n");
        json.writeBooleanField("f", false);
        json.writeEndObject();

        assertThat(text(json))
                .isEqualTo("{\"a\":[\"x\",null,{},{\"t\":true,\"d\":1.5}],\"o\":{},\"n\":null,\"f\":false}");
    }

    private static String text(JsonBytes json) {
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }
}

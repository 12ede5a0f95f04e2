package org.zhenhao.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.number.Channel;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;

class RowScreenerTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Options USUAL = Options.usual(Language.EN);
    private static final Options LEVEL = with("level,error");

    private static Options with(String columns) {
        return new Options(null, null, null, null, null, Column.list(columns), "CN", Channel.CALL, Language.ZH, true);
    }

    @Test
    void lines_plain_getColumnsInOrder() throws Exception {
        assertThat(Texts.screen("13800138000\n13800138007\n", USUAL))
                .isEqualTo("13800138000,+8613800138000,mobile,unknown,allow,12,0.0,,,\n"
                        + "13800138007,+8613800138007,mobile,high,block,91,0.84,,,\n");
    }

    @Test
    void lines_badOnes_areMarkedInPlace() throws Exception {
        assertThat(Texts.screen("13800138000\n\n1.38E+10\nnonsense\n13800138000\n", LEVEL))
                .isEqualTo("13800138000,unknown,\n,,no_number\n1.38E+10,,scientific_notation\nnonsense,,no_digits\n"
                        + "13800138000,unknown,\n");
    }

    @Test
    void csv_otherColumns_passByteForByte() throws Exception {
        String text =
                "name,phone,note\r\n\"a, b\",13800138007,\"says \"\"hi\"\"\r\nthere\"\r\n  x ,\"13800138000\",é\r\n";

        assertThat(Texts.screen(text, LEVEL))
                .isEqualTo("name,phone,note,level,error\r\n"
                        + "\"a, b\",13800138007,\"says \"\"hi\"\"\r\nthere\",high,\r\n"
                        + "  x ,\"13800138000\",é,unknown,\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void csv_separators_areFoundOut(String separator) throws Exception {
        String text = String.join("\n", "id" + separator + "tel", "1" + separator + "13800138000", "");

        assertThat(Texts.screen(text, LEVEL))
                .isEqualTo(String.join(
                        "\n",
                        String.join(separator, "id", "tel", "level", "error"),
                        String.join(separator, "1", "13800138000", "unknown", ""),
                        ""));
    }

    @Test
    void csv_chineseHeaderInGb18030WithBom_isUnderstood() throws Exception {
        assertThat(Texts.screen("姓名,手机号\n张三,13800138007\n", GB18030, with("level,carrier")))
                .isEqualTo("姓名,手机号,level,carrier\n张三,13800138007,high,中国移动\n");
        assertThat(Texts.screen("\ufeff手机号,姓名\n13800138007,张三\n", with("level")))
                .isEqualTo("\ufeff手机号,姓名,level\n13800138007,张三,high\n");
    }

    @Test
    void csv_columnNotNamed_isFoundByContent() throws Exception {
        String text = "20261121,1,13800138007,99.50\n20261122,2,13800138000,12345678\n";

        assertThat(Texts.screen(text, with("number")))
                .isEqualTo("20261121,1,13800138007,99.50,+8613800138007\n"
                        + "20261122,2,13800138000,12345678,+8613800138000\n");
    }

    @Test
    void csv_callerAndCallee_callerIsTaken() throws Exception {
        assertThat(Texts.screen("callee,caller\n13800138000,13800138007\n", with("number")))
                .isEqualTo("callee,caller,number\n13800138000,13800138007,+8613800138007\n");
    }

    @Test
    void csv_columnNamedOrCounted_isTaken() throws Exception {
        Options named =
                new Options(null, "B", null, null, null, Column.list("number"), "CN", Channel.CALL, Language.EN, true);
        Options counted =
                new Options(null, "2", false, null, null, Column.list("number"), "CN", Channel.CALL, Language.EN, true);

        assertThat(Texts.screen("a,b\n13800138000,95588\n", named))
                .isEqualTo("a,b,number\n13800138000,95588,CN-95588\n");
        assertThat(Texts.screen("13800138000,95588\n", counted)).isEqualTo("13800138000,95588,CN-95588\n");
    }

    @Test
    void csv_noColumnOfNumbers_isRefusedWithAHint() {
        assertThatThrownBy(() -> Texts.screen("a,b\nx,y\nz,w\n", USUAL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("column=");
    }

    @Test
    void csv_nameTaken_columnGetsAPrefix() throws Exception {
        assertThat(Texts.screen("number,level\n13800138000,3\n", with("number,level")))
                .isEqualTo("number,level,zhenhao_number,zhenhao_level\n13800138000,3,+8613800138000,unknown\n");
    }

    @Test
    void csv_formulas_areMadeHarmlessAndSignedNumbersStay() throws Exception {
        String text = "phone,a,b,c,d\n+8613800138000,=1+1,@x,\"+cmd|' /C calc'!A0\",-5.2\n";

        assertThat(Texts.screen(text, LEVEL))
                .isEqualTo("phone,a,b,c,d,level,error\n"
                        + "+8613800138000,'=1+1,'@x,\"'+cmd|' /C calc'!A0\",-5.2,unknown,\n");
    }

    @Test
    void csv_strayQuote_spoilsItsOwnLineOnly() throws Exception {
        String text = "phone,note\n13800138000,\"open\n13800138007,fine\n13800138007,\"also\"\n";

        assertThat(Texts.screen(text, LEVEL))
                .isEqualTo("phone,note,level,error\n\"13800138000,\"\"open\",,,unmatched_quote\n"
                        + "13800138007,fine,high,\n13800138007,\"also\",high,\n");
    }

    @Test
    void csv_rowTooShort_isPaddedAndRefused() throws Exception {
        assertThat(Texts.screen("a,b,phone\n1,2,13800138007\n1\n\n", LEVEL))
                .isEqualTo("a,b,phone,level,error\n1,2,13800138007,high,\n1,,,,missing_column\n,,,,missing_column\n");
    }

    @Test
    void csv_lastRowWithoutLineEnd_isARow() throws Exception {
        assertThat(Texts.screen("phone,x\n13800138007,1", LEVEL))
                .isEqualTo("phone,x,level,error\n13800138007,1,high,\n");
    }

    @Test
    void ndjson_members_areAddedAtTheEnd() throws Exception {
        String text = """
                {"id":1,"phone":"13800138007","n":{"a":[1,"}"]}}
                {"id":2,"phone":13800138000 }
                {"id":3,"phone":1.38E+10}
                {"id":4}
                not json
                {}
                """;

        assertThat(Texts.screen(text, LEVEL)).isEqualTo("""
                {"id":1,"phone":"13800138007","n":{"a":[1,"}"]},"level":"high","error":null}
                {"id":2,"phone":13800138000 ,"level":"unknown","error":null}
                {"id":3,"phone":1.38E+10,"level":null,"error":"scientific_notation"}
                {"id":4,"level":null,"error":"missing_column"}
                {"input":"not json","level":null,"error":"malformed_json"}
                { "level":null,"error":"missing_column"}
                """);
    }

    @Test
    void ndjson_escapes_areRead() throws Exception {
        assertThat(Texts.screen("{\"phone\":\"\\u0031380\\u0030138007\"}\n", LEVEL))
                .isEqualTo("{\"phone\":\"\\u0031380\\u0030138007\",\"level\":\"high\",\"error\":null}\n");
    }

    @Test
    void text_inSmallPieces_givesTheSame() throws Exception {
        Random random = new Random(20261122);
        StringBuilder text = new StringBuilder("编号,手机,备注\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i)
                    .append(",1380013")
                    .append(String.format("%04d", random.nextInt(10_000)))
                    .append(random.nextInt(5) == 0 ? ",\"a\nb\"\"c\"\r\n" : ",备注\n");
        }
        byte[] bytes = text.toString().getBytes(GB18030);
        byte[] whole = Texts.screen(new ByteArrayInputStream(bytes), USUAL);

        byte[] pieces = Texts.screen(
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, 1 + random.nextInt(3_000)));
                    }
                },
                USUAL);

        assertThat(pieces).isEqualTo(whole);
        assertThat(rows(whole)).isEqualTo(rows(bytes));
    }

    private static long rows(byte[] text) {
        long rows = 0;
        for (byte b : text) {
            rows += b == '\n' ? 1 : 0;
        }
        return rows;
    }

    @Test
    void gzip_isUnpacked() throws Exception {
        assertThat(new String(
                        Texts.screen(
                                new ByteArrayInputStream(packed("13800138007\n".getBytes(StandardCharsets.UTF_8), 3)),
                                LEVEL),
                        StandardCharsets.UTF_8))
                .isEqualTo("13800138007,high,\n13800138007,high,\n13800138007,high,\n");
    }

    @Test
    void gzip_bomb_isStopped() throws IOException {
        byte[] bomb = packed(new byte[1 << 20], 64);

        assertThatThrownBy(() -> Texts.screen(new ByteArrayInputStream(bomb), USUAL))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void gzip_ofRowsThatRepeat_passesWhateverItsSize() throws Exception {
        List<String> rows = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            rows.add("1380013" + String.format("%04d", random.nextInt(10_000)));
        }
        byte[] packed = packed((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8), 800);

        assertThat(rows(Texts.screen(new ByteArrayInputStream(packed), with("level"))))
                .isEqualTo(800_000);
    }

    private static byte[] packed(byte[] text, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                out.write(text);
            }
        }
        return packed.toByteArray();
    }

    @Test
    void row_withoutEnd_isRefused() {
        byte[] endless = new byte[3 << 20];
        Arrays.fill(endless, (byte) '1');

        assertThatThrownBy(() -> Texts.screen(new ByteArrayInputStream(endless), USUAL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too_large");
    }

    @Test
    void text_random_neverFailsAndKeepsItsLines() throws Exception {
        Random random = new Random(77);
        byte[] alphabet = "0123456789,,\n\n\"\"=+-@;{}:[]\\ \r\tabcE.\u00e9号".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] text = new byte[random.nextInt(2_000)];
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[random.nextInt(alphabet.length)];
            }
            for (Format format : Format.values()) {
                Options options = new Options(
                        format, "1", false, null, null, Column.USUAL, "CN", Channel.CALL, Language.EN, true);
                InputStream in = new ByteArrayInputStream(text);
                byte[] result = Texts.screen(in, options);
                long expected = rows(text) + (text.length > 0 && text[text.length - 1] != '\n' ? 1 : 0);
                assertThat(rows(result)).as("%s round %d", format, round).isEqualTo(expected);
            }
        }
    }

    @Test
    void text_empty_givesNothing() throws Exception {
        assertThat(Texts.screen("", USUAL)).isEmpty();
    }
}

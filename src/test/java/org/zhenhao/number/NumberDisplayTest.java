package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberDisplayTest {
    private static final NumberParser PARSER = NumberParser.create();
    private static final NumberDisplay DISPLAY = NumberDisplay.create();

    private static ParsedNumber parse(String raw) {
        return PARSER.parse(raw, Channel.CALL, "CN");
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000,中国移动,China Mobile",
        "19200010002,中国广电,China Broadnet",
        "14900010002,中国电信,China Telecom",
        "17080010002,中国联通（转售）,China Unicom (resold)",
        "17000210002,小米移动（中国电信转售）,Xiaomi Mobile (on China Telecom)",
        "1064600010002,中国联通,China Unicom",
        "4006695566,中国联通,China Unicom",
        "10086,中国移动,China Mobile",
        "10659210000,中国电信,China Telecom"
    })
    void carrier_chineseRange_isWhoItWasAllocatedTo(String raw, String zh, String en) {
        assertThat(DISPLAY.carrier(parse(raw))).isEqualTo(new Label(zh, en));
    }

    @ParameterizedTest
    @CsvSource({"95588", "+86110", "anonymous", "010-60606666"})
    void carrier_noRange_isNull(String raw) {
        assertThat(DISPLAY.carrier(parse(raw))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "010-60606666,北京市,Beijing",
        "0755-28780808,广东省深圳市,'Shenzhen, Guangdong'",
        "021-95561,上海市,Shanghai",
        "13800138000,北京市,Beijing",
        "+61439125109,澳大利亚,Australia"
    })
    void place_knownRange_isNamedInBothLanguages(String raw, String zh, String en) {
        assertThat(DISPLAY.place(parse(raw))).isEqualTo(new Label(zh, en));
        assertThat(DISPLAY.place(parse(raw))).isEqualTo(new Label(zh, en));
    }

    @Test
    void place_everyAreaButOneThatHasNoNameInTheLibrary_isKnown() {
        for (int area = 10; area < 1000; area++) {
            String digits = Integer.toString(area);
            if (AreaCodes.length(digits, 0) == digits.length() && area != 978 && (area == 10 || area > 19)) {
                ParsedNumber code = parse("CN-95588;area=" + digits);
                assertThat(DISPLAY.place(code)).as(digits).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+8613800138000,138 0013 8000",
        "01060606666,010 6060 6666",
        "021-95561,021-95561",
        "95588,95588",
        "+86110,+86110",
        "1064600010002,1064600010002",
        "+12025550123,+1 202-555-0123",
        "anonymous,''"
    })
    void national_anyKind_isWrittenAsPeopleDo(String raw, String written) {
        assertThat(DISPLAY.national(parse(raw))).isEqualTo(written);
    }
}

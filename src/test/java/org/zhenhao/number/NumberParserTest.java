package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.number.RefusedNumberException.Reason;
import org.zhenhao.number.SpoofTell.Type;

class NumberParserTest {
    private static final NumberParser PARSER = NumberParser.create();

    private static ParsedNumber call(String raw) {
        return PARSER.parse(raw, Channel.CALL, "CN");
    }

    private static ParsedNumber sms(String raw) {
        return PARSER.parse(raw, Channel.SMS, "CN");
    }

    private static Set<Type> tells(ParsedNumber number) {
        return number.tells().stream().map(SpoofTell::type).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mobile|1340-1348 135-139 150-152 157-159 172 178 182-184 187 188 195 197 198",
                "mobile|130-132 155 156 166 175 176 185 186 196",
                "mobile|133 153 173 17400-17405 177 180 181 189-191 193 199 192 1610",
                "mobile_mvno|165 1703 1705 1706 167 171 1704 1707-1709 162 1700-1702",
                "mobile_data|145 147 149",
                "satellite|1349 1749 17406-17412",
                "impossible|140-144 146 148 154 160 163 164 168 169 17413-17419 1742-1748 179 194 1611-1619"
            })
    void parse_elevenDigitsOfSegment_hasKindOfSegment(String kind, String ranges) {
        for (String range : ranges.split(" ", -1)) {
            String[] ends = range.split("-", -1);
            for (int head = Integer.parseInt(ends[0]); head <= Integer.parseInt(ends[ends.length - 1]); head++) {
                String number = head + "00010002".substring(ends[0].length() - 3);
                ParsedNumber parsed = call(number);
                assertThat(parsed.kind().wire()).as(number).isEqualTo(kind);
                assertThat(parsed.key()).isEqualTo((kind.equals("impossible") ? "raw-" : "+86") + number);
            }
        }
    }

    @Test
    void parse_everyFiveDigitHead_isSubscriberExactlyWhereThePlanSays() {
        String plan = "1(?:3\\d{3}|4[579]\\d{2}|5[0-35-9]\\d{2}|6[2567]\\d{2}|610\\d"
                + "|7(?:[0-35-8]\\d{2}|4(?:0\\d|1[0-2]|9\\d))|8\\d{3}|9[0-35-9]\\d{2})";
        for (int head = 13_000; head < 20_000; head++) {
            assertThat(call(head + "010002").kind() != NumberKind.IMPOSSIBLE)
                    .as("%d", head)
                    .isEqualTo(Integer.toString(head).matches(plan));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1440", "1441", "1410", "1461", "1489", "10646", "10647", "10648", "10649"})
    void parse_machineNumber_isIotAndTellsAsCallerOnly(String head) {
        String number = head + "000000000".substring(head.length() - 4);
        assertThat(call(number).key()).isEqualTo("+86" + number);
        assertThat(call(number).kind()).isEqualTo(NumberKind.IOT);
        assertThat(tells(call(number))).containsExactly(Type.IOT_AS_CALLER);
        assertThat(tells(sms(number))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "01060606666,+861060606666,FIXED",
        "1082345678,+861082345678,FIXED",
        "02087654321,+862087654321,FIXED",
        "0310-3012345,+863103012345,FIXED",
        "0310-83012345,raw-031083012345,IMPOSSIBLE",
        "0755-81234567,+8675581234567,FIXED",
        "0755-8123456,raw-07558123456,IMPOSSIBLE",
        "0433-2512345,+864332512345,FIXED",
        "0433-25123456,+8643325123456,FIXED",
        "026-12345678,raw-02612345678,IMPOSSIBLE",
        "0410-7654321,raw-04107654321,IMPOSSIBLE",
        "021-12345678,raw-02112345678,IMPOSSIBLE",
        "021-98765432,raw-02198765432,IMPOSSIBLE",
        "09512345678,+869512345678,FIXED",
        "9512345678,raw-9512345678,IMPOSSIBLE"
    })
    void parse_areaAndLocalNumber_fitsLengthOfArea(String raw, String key, NumberKind kind) {
        assertThat(call(raw).key()).isEqualTo(key);
        assertThat(call(raw).kind()).isEqualTo(kind);
    }

    @Test
    void areaCodes_all_are321() {
        int areas = 0;
        for (int area = 10; area < 30; area++) {
            areas += AreaCodes.length(Integer.toString(area), 0) == 2 && (area == 10 || area >= 20) ? 1 : 0;
        }
        for (int area = 300; area < 1000; area++) {
            areas += AreaCodes.length(Integer.toString(area), 0) == 3 ? 1 : 0;
        }
        assertThat(areas).isEqualTo(321);
    }

    @Test
    void areaCodes_randomLocalNumbers_sameAsLibrary() throws NumberParseException {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            int length = 9 + random.nextInt(3);
            StringBuilder digits = new StringBuilder();
            digits.append(i % 2 == 0 ? 300 + random.nextInt(700) : 200 + random.nextInt(100));
            digits.append((char) ('2' + random.nextInt(7)));
            while (digits.length() < length) {
                digits.append(random.nextInt(10));
            }
            String number = digits.toString();
            // The library also takes locals that begin with 9 or 1, which the numbering plan keeps for codes.
            if (AreaCodes.length(number, 0) == 2 && !AreaCodes.beginsLocal(number.charAt(2))
                    || number.startsWith("400")
                    || number.startsWith("800")) {
                continue;
            }
            boolean fixed = library.getNumberType(library.parse("+86" + number, "ZZ")) == PhoneNumberType.FIXED_LINE;
            assertThat(AreaCodes.fixedLine(number, 0)).as(number).isEqualTo(fixed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "95588,CN-95588,SERVICE_95,",
        "955881,CN-95588,SERVICE_95,1",
        "955881112,CN-95588,SERVICE_95,1112",
        "9558811123,raw-9558811123,IMPOSSIBLE,",
        "95306,CN-95306,SERVICE_95,",
        "9561681,CN-956168,SERVICE_95,1",
        "95188,CN-95188,CALL_CENTRE_95,",
        "951881,CN-951881,CALL_CENTRE_95,",
        "95012345678,CN-95012345678,CALL_CENTRE_95,",
        "95110,CN-95110,SERVICE_95,",
        "96110,CN-96110,PUBLIC_SERVICE,",
        "965005,CN-965005,SERVICE_96,",
        "9650051,raw-9650051,IMPOSSIBLE,",
        "10105757,CN-10105757,SERVICE_1010,",
        "10086021,CN-10086021,CARRIER_SERVICE,",
        "11185,CN-11185,PUBLIC_SERVICE,",
        "112,raw-112,IMPOSSIBLE,",
        "12315,CN-12315,PUBLIC_SERVICE,",
        "12345678,raw-12345678,IMPOSSIBLE,",
        "121231100,CN-12123,PUBLIC_SERVICE,1100",
        "12413,raw-12413,IMPOSSIBLE,",
        "4006695566,+864006695566,TOLL_400,",
        "8008208388,+868008208388,TOLL_800,",
        "700012345678901,CN-700012345678901,PRIVACY_700,",
        "60606666,CN-60606666,LOCAL_FIXED,"
    })
    void parse_serviceCodeAsCaller_keepsCodeAndDropsOnlyOwnersDigits(
            String raw, String key, NumberKind kind, String extension) {
        ParsedNumber parsed = call(raw);
        assertThat(parsed.key()).isEqualTo(key);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.extension()).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource({
        "1062123456,10621234,SERVICE_PROVIDER,56",
        "10630123,10630123,PLATFORM,''",
        "106380095533,106380095533,ENTERPRISE,''",
        "1069800955331,106980095533,ENTERPRISE,1",
        "10639111,10639111,PUBLIC_INTEREST,''",
        "10657123456,10657123,CARRIER,456",
        "10661234,10661234,SERVICE_PROVIDER,''",
        "10681234,10681234,OTHER,''",
        "106901234567,10690123,PLATFORM,4567",
        "10699000,10699000,PUBLIC_INTEREST,''",
        "10601234,10601234,UNASSIGNED,''",
        "10671234,10671234,UNASSIGNED,''"
    })
    void parse_gatewayCode_splitsAllocatedBaseFromChosenExtension(
            String raw, String base, Gateway.Type type, String extension) {
        ParsedNumber parsed = sms(raw);
        assertThat(parsed.key()).isEqualTo("CN-" + raw);
        assertThat(parsed.gateway()).isEqualTo(new Gateway(base, type, extension));
        assertThat(parsed.kind())
                .isEqualTo(type == Gateway.Type.UNASSIGNED ? NumberKind.IMPOSSIBLE : NumberKind.SMS_GATEWAY_106);
    }

    @Test
    void parse_tenDigitGatewayCode_isNoBeijingLandlineOnEitherChannel() {
        assertThat(sms("1069095599").kind()).isEqualTo(NumberKind.SMS_GATEWAY_106);
        assertThat(tells(sms("1069095599"))).isEmpty();
        assertThat(call("1069095599").key()).isEqualTo("CN-1069095599");
        assertThat(tells(call("1069095599"))).containsExactly(Type.SMS_CODE_AS_CALLER);
        assertThat(call("+861069095599").kind()).isEqualTo(NumberKind.FIXED);
    }

    @ParameterizedTest
    @CsvSource({
        "+86110,raw-+86110,INTL_PREFIX_ON_SHORT",
        "0095588,raw-0095588,INTL_PREFIX_ON_SHORT",
        "00864006695566,raw-00864006695566,INTL_PREFIX_ON_SHORT",
        "+8612345,raw-+8612345,INTL_PREFIX_ON_SHORT",
        "+8602195588,raw-+8602195588,PLUS86_AREA_SHORT",
        "+2101234567,raw-+2101234567,INTL_INVALID",
        "0571-110,raw-0571110,AREA_PLUS_EMERGENCY",
        "15400010002,raw-15400010002,UNASSIGNED_SEGMENT",
        "021-98765432,raw-02198765432,UNASSIGNED_SEGMENT",
        "021-12345678,raw-02112345678,OFFICIAL_CODE_EMBEDDED",
        "1381234567,raw-1381234567,BAD_LENGTH"
    })
    void parse_forgedShape_hasKeyOfItsOwn(String raw, String key, Type tell) {
        ParsedNumber parsed = call(raw);
        assertThat(parsed.key()).isEqualTo(key);
        assertThat(parsed.kind()).isEqualTo(NumberKind.IMPOSSIBLE);
        assertThat(tells(parsed)).contains(tell);
        assertThat(PARSER.parse(key, Channel.SMS, "CN").key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "1CBC,HOMOGLYPH,ICBC",
        "A1IPAY,HOMOGLYPH,ALIPAY",
        "ABCI,,",
        "l0086,HOMOGLYPH,10086",
        "BOSS,,",
        "ABC,ALPHA_NOT_USED_IN_CN,",
        "ıCBC,HOMOGLYPH,ICBC",
        "ＩＣＢＣ,HOMOGLYPH,ICBC",
        "АВС,HOMOGLYPH,ABC"
    })
    void parse_alphanumericSender_tellsImitation(String raw, Type tell, String detail) {
        ParsedNumber parsed = sms(raw);
        assertThat(parsed.kind()).isEqualTo(NumberKind.SENDER_ID);
        if (tell == null) {
            assertThat(parsed.tells()).isEmpty();
        } else {
            assertThat(parsed.tells()).contains(new SpoofTell(tell, detail));
        }
        if (tell == Type.HOMOGLYPH) {
            assertThat(parsed.key()).isNotEqualTo("CN-" + detail);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "010-60606666-8001|8001",
                "010-60606666转8001|8001",
                "010-60606666 分机：8001|8001",
                "+86 10 6060 6666 ext.8001|8001",
                "tel:01060606666;ext=8001|8001",
                "sip:+861060606666;ext=8001@example.com|8001",
                "010-60606666|"
            })
    void parse_extension_standsApartFromNumber(String raw, String extension) {
        assertThat(call(raw).key()).isEqualTo("+861060606666");
        assertThat(call(raw).extension()).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource({
        "TN-Validation-Passed,PASSED_A",
        "TN-Validation-Passed-B,PASSED_B",
        "TN-Validation-Passed-C,PASSED_C",
        "TN-Validation-Failed-A,FAILED",
        "No-TN-Validation,NO_VALIDATION",
        "Something-Else,NONE"
    })
    void parse_sipVerstat_isRead(String value, Verstat verstat) {
        ParsedNumber parsed = call("sip:+12012345678@example.com;user=phone;verstat=" + value);
        assertThat(parsed.verstat()).isEqualTo(verstat);
        assertThat(tells(parsed).contains(Type.VERSTAT_FAILED)).isEqualTo(verstat == Verstat.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "2025550123,US,+12025550123,INTERNATIONAL",
        "12025550123,US,+12025550123,INTERNATIONAL",
        "(202) 555-0123,CA,+12025550123,INTERNATIONAL",
        "1234567890,US,raw-+11234567890,IMPOSSIBLE",
        "8005550123,US,+18005550123,TOLL_FREE",
        "020 7946 0958,GB,+442079460958,INTERNATIONAL_FIXED",
        "011 86 138 0013 8000,US,+8613800138000,MOBILE",
        "911,US,US-911,EMERGENCY",
        "CN-95588,US,CN-95588,SERVICE_95"
    })
    void parse_otherRegion_readsItsNationalFormat(String raw, String region, String key, NumberKind kind) {
        ParsedNumber parsed = PARSER.parse(raw, Channel.CALL, region);
        assertThat(parsed.key()).isEqualTo(key);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(tells(PARSER.parse("+12025550123", Channel.CALL, "US"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.3800138E10|SCIENTIFIC_NOTATION",
                "138****8000|MASKED",
                "1380013XXXX|MASKED",
                "13800138000,13900139000|TWO_NUMBERS",
                "138OO138OOO|LETTERS_IN_NUMBER",
                "您的号码是13800138000|LETTERS_IN_NUMBER",
                "**21*13800138000#|DIAL_CODE",
                "=13800138000|FORMULA",
                "192.168.1.1|IP_ADDRESS",
                "2026-11-21|DATE",
                "11010519491231002X|IDENTITY_NUMBER",
                "https://10086.cn|URL",
                "0x33687A5C0|HEXADECIMAL",
                "①③⑧⓪⓪①③⑧⓪⓪⓪|NON_DECIMAL_DIGITS",
                "+86+13800138000|MISPLACED_PLUS",
                "N/A|NOT_A_NUMBER_WORD",
                "tel:|EMPTY",
                "00|TOO_SHORT",
                "abc|NO_DIGITS"
            })
    void parse_whatNoNetworkPresents_isRefusedWithReason(String raw, Reason reason) {
        assertThatThrownBy(() -> call(raw))
                .isInstanceOfSatisfying(
                        RefusedNumberException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-1", "Anonymous", "未知号码", "sip:anonymous@anonymous.invalid"})
    void parse_noCallerId_isWithheld(String raw) {
        assertThat(call(raw).key()).isEqualTo("withheld");
        assertThat(call(raw).kind()).isEqualTo(NumberKind.WITHHELD);
    }

    @Test
    void withVerstat_failedBesideNumber_isTellOnce() {
        ParsedNumber failed = call("+12025550123").withVerstat(Verstat.of("TN-Validation-Failed"));
        assertThat(failed.verstat()).isEqualTo(Verstat.FAILED);
        assertThat(failed.tells().get(0).type()).isEqualTo(Type.VERSTAT_FAILED);
        assertThat(failed.withVerstat(Verstat.FAILED).tells()).isEqualTo(failed.tells());
    }

    @Test
    void parse_unknownRegion_isRefused() {
        assertThatThrownBy(() -> PARSER.parse("13800138000", Channel.CALL, "XX"))
                .isInstanceOfSatisfying(
                        RefusedNumberException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_REGION));
    }
}

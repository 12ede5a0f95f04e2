package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the parser to a collection of caller ids whose meaning was gathered from published sources. */
class GoldenNumbersTest {
    private static final Map<String, NumberKind> KINDS = Map.ofEntries(
            Map.entry("CN_MOBILE", NumberKind.MOBILE),
            Map.entry("CN_MOBILE_SUBNUMBER", NumberKind.MOBILE),
            Map.entry("CN_MOBILE_MVNO", NumberKind.MOBILE_MVNO),
            Map.entry("CN_MOBILE_DATA", NumberKind.MOBILE_DATA),
            Map.entry("CN_IOT", NumberKind.IOT),
            Map.entry("CN_MOBILE_SATELLITE", NumberKind.SATELLITE),
            Map.entry("CN_MOBILE_EMERGENCY_COMM", NumberKind.SATELLITE),
            Map.entry("INTL_SATELLITE", NumberKind.SATELLITE),
            Map.entry("CN_FIXED", NumberKind.FIXED),
            Map.entry("CN_FIXED_LOCAL", NumberKind.LOCAL_FIXED),
            Map.entry("CN_SERVICE_95", NumberKind.SERVICE_95),
            Map.entry("CN_SERVICE_95_CALLCENTER", NumberKind.CALL_CENTRE_95),
            Map.entry("CN_SERVICE_96", NumberKind.SERVICE_96),
            Map.entry("CN_1010", NumberKind.SERVICE_1010),
            Map.entry("CN_400", NumberKind.TOLL_400),
            Map.entry("CN_800", NumberKind.TOLL_800),
            Map.entry("CN_CARRIER", NumberKind.CARRIER_SERVICE),
            Map.entry("CN_GOV", NumberKind.PUBLIC_SERVICE),
            Map.entry("CN_SOCIAL", NumberKind.PUBLIC_SERVICE),
            Map.entry("CN_EMERGENCY", NumberKind.EMERGENCY),
            Map.entry("CN_PRIVACY_700", NumberKind.PRIVACY_700),
            Map.entry("ALPHA_SENDER", NumberKind.SENDER_ID),
            Map.entry("HIDDEN", NumberKind.WITHHELD),
            Map.entry("SPOOF_SHAPE", NumberKind.IMPOSSIBLE),
            Map.entry("UNASSIGNED", NumberKind.IMPOSSIBLE),
            Map.entry("INTL_SHORT", NumberKind.IMPOSSIBLE),
            Map.entry("INTL_MOBILE", NumberKind.INTERNATIONAL_MOBILE),
            Map.entry("INTL_FIXED", NumberKind.INTERNATIONAL_FIXED),
            Map.entry("INTL_TOLLFREE", NumberKind.TOLL_FREE),
            Map.entry("INTL_PREMIUM", NumberKind.PREMIUM),
            Map.entry("INTL_SHAREDCOST", NumberKind.SHARED_COST),
            Map.entry("INTL_FIXED_OR_MOBILE", NumberKind.INTERNATIONAL),
            Map.entry("INTL_NETWORK", NumberKind.INTERNATIONAL));
    private static final Map<String, Gateway.Type> GATEWAYS = Map.of(
            "ENTERPRISE", Gateway.Type.ENTERPRISE,
            "PLATFORM", Gateway.Type.PLATFORM,
            "CARRIER", Gateway.Type.CARRIER,
            "PUBLIC", Gateway.Type.PUBLIC_INTEREST,
            "SP", Gateway.Type.SERVICE_PROVIDER,
            "OTHER", Gateway.Type.OTHER);
    private static final Map<String, String> TELL_NAMES = Map.of(
            "LOOKALIKE_CC", "LOOKALIKE_COUNTRY_CODE",
            "INBOUND_ONLY", "INBOUND_ONLY_AS_CALLER",
            "HIDDEN_NUMBER", "WITHHELD_NUMBER");
    private static final String SMS_106 = "CN_SMS_106_";
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final NumberParser parser = NumberParser.create();

    /** What is compared: key, kind, what goes beside them, and the tells in alphabetical order. */
    private record Answer(String key, String kind, String beside, Set<String> tells) {}

    @Test
    void parse_goldenRows_agreeExceptWhereListed() {
        Map<String, String> listed = listedDisagreements();
        Map<String, String> found = new TreeMap<>();
        int right = 0;
        int unsourcedWrong = 0;
        List<NamedCsvRecord> rows = read("/golden-numbers.csv");
        for (NamedCsvRecord row : rows) {
            Answer expected = expected(row);
            Answer actual = actual(row);
            if (expected.equals(actual)) {
                right++;
            } else {
                unsourcedWrong += row.getField("source").contains("UNSOURCED") ? 1 : 0;
                found.put(row.getField("input") + " | " + row.getField("context"), expected + " but " + actual);
            }
        }
        System.out.printf(
                "golden: %d right of %d, %d listed disagreements (%d of them in rows without a source)%n",
                right, rows.size(), listed.size(), unsourcedWrong);
        assertThat(found.keySet())
                .as("rows that disagree: %s", found)
                .containsExactlyInAnyOrderElementsOf(listed.keySet());
        assertThat(listed.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    private static Answer expected(NamedCsvRecord row) {
        String kind = row.getField("kind");
        if (kind.equals("REFUSE")) {
            return new Answer("", "REFUSE", "", Set.of());
        }
        Set<String> tells = new TreeSet<>();
        String beside = "";
        for (String tell : row.getField("spoof_tell").split("\\|", -1)) {
            if (tell.startsWith("EXT:")) {
                beside = tell;
            } else if (tell.startsWith("VERSTAT_PASSED")) {
                beside = tell.substring("VERSTAT_".length());
            } else if (!tell.equals("NONE")) {
                tells.add(TELL_NAMES.getOrDefault(tell, tell));
            }
        }
        if (kind.startsWith(SMS_106)) {
            beside = String.valueOf(GATEWAYS.get(kind.substring(SMS_106.length())));
            kind = NumberKind.SMS_GATEWAY_106.name();
        } else {
            kind = String.valueOf(KINDS.get(kind));
        }
        return new Answer(key(unescape(row.getField("expected_e164_or_canonical"))), kind, beside, tells);
    }

    private static String key(String canonical) {
        if (canonical.equals("HIDDEN")) {
            return "withheld";
        }
        if (canonical.startsWith("ALPHA:")) {
            return "CN-" + canonical.substring("ALPHA:".length()).toUpperCase(Locale.ROOT);
        }
        return canonical.replaceFirst("^CN:", "CN-").replaceFirst("^RAW:", "raw-");
    }

    private Answer actual(NamedCsvRecord row) {
        Channel channel = row.getField("context").equals("sms") ? Channel.SMS : Channel.CALL;
        ParsedNumber parsed;
        try {
            parsed = parser.parse(unescape(row.getField("input")), channel, "CN");
        } catch (RefusedNumberException e) {
            return new Answer("", "REFUSE", "", Set.of());
        }
        Set<String> tells = new TreeSet<>();
        for (SpoofTell tell : parsed.tells()) {
            tells.add(tell.type() + (tell.detail() == null ? "" : ":" + tell.detail()));
        }
        String beside = "";
        if (parsed.extension() != null) {
            beside = "EXT:" + parsed.extension();
        } else if (parsed.gateway() != null && parsed.kind() == NumberKind.SMS_GATEWAY_106) {
            beside = parsed.gateway().type().name();
        } else if (parsed.verstat().name().startsWith("PASSED")) {
            beside = parsed.verstat().name();
        }
        return new Answer(parsed.key(), parsed.kind().name(), beside, tells);
    }

    private static Map<String, String> listedDisagreements() {
        Map<String, String> listed = new TreeMap<>();
        for (NamedCsvRecord row : read("/golden-disagreements.csv")) {
            listed.put(row.getField("input") + " | " + row.getField("context"), row.getField("reason"));
        }
        return listed;
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    static List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        for (NamedCsvRecord row : read("/golden-numbers.csv")) {
            inputs.add(unescape(row.getField("input")));
        }
        return inputs;
    }

    private static List<NamedCsvRecord> read(String resource) {
        try (var in = GoldenNumbersTest.class.getResourceAsStream(resource);
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

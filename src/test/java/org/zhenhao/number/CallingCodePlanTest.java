package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.CallingCodePlan.Match;

/** Holds the automata to the library whose metadata they are built from. */
class CallingCodePlanTest {
    private static final int VARIANTS = 60;
    private static final long SEED = 20261121;
    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    @Test
    void match_mutatedExamplesOfAllCountries_sameAsLibrary() throws NumberParseException {
        Random random = new Random(SEED);
        int told = 0;
        int all = 0;
        List<String> wrong = new ArrayList<>();
        for (int code : library.getSupportedCallingCodes()) {
            CallingCodePlan plan = CallingCodePlan.of(library, code);
            int from = Integer.toString(code).length();
            for (String example : examples(code)) {
                for (int i = 0; i < VARIANTS; i++) {
                    String digits = code + mutate(example, random, i);
                    Match match = plan.match(digits, from);
                    String said = said(digits);
                    all++;
                    told += match == null ? 0 : 1;
                    if (match != null && !said.equals(said(match, plan, digits, from))) {
                        wrong.add(digits + ": " + match + " but library says " + said);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        // The rest are numbers that begin like a national prefix; they are left to the library.
        assertThat(told).isGreaterThan(all * 4 / 5);
        System.out.printf("automata: %d of %d numbers told, all as the library says%n", told, all);
    }

    @Test
    void match_randomNorthAmericanNumbers_validExactlyWhenLibrarySaysSo() throws NumberParseException {
        Random random = new Random(SEED);
        CallingCodePlan plan = CallingCodePlan.of(library, 1);
        for (int i = 0; i < 20_000; i++) {
            String digits = "1" + (2_000_000_000L + (long) (random.nextDouble() * 8_000_000_000L));
            Match match = plan.match(digits, 1);
            assertThat(match).as(digits).isNotNull();
            if (match != null) {
                assertThat(said(match, plan, digits, 1)).as(digits).isEqualTo(said(digits));
            }
        }
    }

    private List<String> examples(int code) {
        List<String> examples = new ArrayList<>();
        for (String region : library.getRegionCodesForCountryCode(code)) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                PhoneNumber example = region.equals("001")
                        ? library.getExampleNumberForNonGeoEntity(code)
                        : library.getExampleNumberForType(region, type);
                if (example != null) {
                    examples.add(library.getNationalSignificantNumber(example));
                }
            }
        }
        return examples;
    }

    /** The example itself, then the example with up to five digits changed, sometimes one longer or shorter. */
    private static String mutate(String example, Random random, int round) {
        StringBuilder digits = new StringBuilder(example);
        for (int i = 0; i < round % 6; i++) {
            digits.setCharAt(random.nextInt(digits.length()), (char) ('0' + random.nextInt(10)));
        }
        if (round % 17 == 16) {
            digits.append(random.nextInt(10));
        }
        if (round % 13 == 12) {
            digits.setLength(digits.length() - 1);
        }
        return digits.toString();
    }

    private static String said(Match match, CallingCodePlan plan, String digits, int from) {
        return match.valid()
                ? "+" + digits + match.type() + match.region()
                : plan.possible(digits.length() - from).name();
    }

    private String said(String digits) throws NumberParseException {
        PhoneNumber number;
        try {
            number = library.parse("+" + digits, "ZZ");
        } catch (NumberParseException e) {
            return "";
        }
        PhoneNumberType type = library.getNumberType(number);
        if (type == PhoneNumberType.UNKNOWN) {
            return library.isPossibleNumberWithReason(number).name();
        }
        String region = library.getRegionCodeForNumber(number);
        return library.format(number, PhoneNumberFormat.E164) + type + ("001".equals(region) ? null : region);
    }
}

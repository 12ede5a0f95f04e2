package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short cuts to names of foreign numbers against the library's own way, in all regions. */
class ForeignNamesTest {
    private static final int EACH = 40;
    private static final Set<PhoneNumberType> TYPES = Set.of(
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.TOLL_FREE,
            PhoneNumberType.VOIP);
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final PhoneNumberOfflineGeocoder PLACES = PhoneNumberOfflineGeocoder.getInstance();
    private static final PhoneNumberToCarrierMapper CARRIERS = PhoneNumberToCarrierMapper.getInstance();

    private final NumberParser parser = NumberParser.create();
    private final NumberDisplay display = NumberDisplay.create();

    @Test
    void names_numbersOfAllRegions_areTheLibrarysOwn() throws NumberParseException {
        int compared = 0;
        for (String key : numbers()) {
            ParsedNumber number = parser.parse(key, Channel.CALL, "CN");
            if (number.kind() != NumberKind.INTERNATIONAL && number.kind() != NumberKind.INTERNATIONAL_MOBILE) {
                continue;
            }
            PhoneNumber known = LIBRARY.parse(number.key(), null);
            assertThat(display.place(number)).as("place of %s", key).isEqualTo(place(known, number));
            assertThat(display.carrier(number))
                    .as("carrier of %s", key)
                    .isEqualTo(NumberDisplay.both(
                            CARRIERS.getNameForNumber(known, NumberDisplay.ZH),
                            CARRIERS.getNameForNumber(known, NumberDisplay.EN)));
            compared++;
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    private static @Nullable Label place(PhoneNumber number, ParsedNumber parsed) {
        return NumberDisplay.both(place(number, parsed, NumberDisplay.ZH), place(number, parsed, NumberDisplay.EN));
    }

    /** The library names no country where several could be meant; the number's region says which. */
    private static String place(PhoneNumber number, ParsedNumber parsed, Locale language) {
        String found = PLACES.getDescriptionForValidNumber(number, language);
        String region = parsed.region();
        return found.isEmpty() && region != null ? new Locale("", region).getDisplayCountry(language) : found;
    }

    /** Some of each type in each region: the library's example with its last digits changed. */
    private static List<String> numbers() {
        Random random = new Random(7);
        List<String> numbers = new ArrayList<>();
        for (String region : LIBRARY.getSupportedRegions()) {
            for (PhoneNumberType type : TYPES) {
                PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < EACH; i++) {
                    String key = LIBRARY.format(example, PhoneNumberFormat.E164);
                    int changed = 1 + random.nextInt(Math.min(7, key.length() - 4));
                    StringBuilder digits = new StringBuilder(key.substring(0, key.length() - changed));
                    random.ints(changed, 0, 10).forEach(digits::append);
                    numbers.add(digits.toString());
                }
            }
        }
        return numbers;
    }
}

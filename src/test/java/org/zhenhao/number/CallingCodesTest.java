package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallingCodesTest {
    private static final int VARIANTS = 20;
    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    @Test
    void split_canonicalNumbersOfAllCountries_asTheLibraryParsesThem() throws NumberParseException {
        Random random = new Random(20261122);
        int compared = 0;
        for (String region : library.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                PhoneNumber example = library.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < VARIANTS; i++) {
                    String key = library.format(example, PhoneNumberFormat.E164);
                    String other = key.substring(0, key.length() - 2) + (10 + random.nextInt(90));
                    PhoneNumber parsed = library.parse(other, "ZZ");
                    // What the library takes a national prefix from is not canonical.
                    if (library.format(parsed, PhoneNumberFormat.E164).equals(other)) {
                        assertThat(CallingCodes.split(other)).as(other).isEqualTo(parsed);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+1", "+12", "+999", "+99912345678", "+1202555012x", "+39", "+123456789012345678901"})
    void split_noNumber_isNull(String key) {
        assertThat(CallingCodes.split(key)).isNull();
    }
}

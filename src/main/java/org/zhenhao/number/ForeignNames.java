package org.zhenhao.number;

import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import com.google.i18n.phonenumbers.prefixmapper.PrefixFileReader;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Carriers and places of foreign numbers, from libphonenumber; those asked for of late are remembered. Thread-safe. */
final class ForeignNames {
    private static final int REMEMBERED = 1 << 12;
    private static final String PLACES = "/com/google/i18n/phonenumbers/geocoding/data/";

    private final PrefixFileReader places = new PrefixFileReader(PLACES);
    private final ConcurrentMap<String, Label> countries = new ConcurrentHashMap<>();
    private final PhoneNumberOfflineGeocoder geocoder = PhoneNumberOfflineGeocoder.getInstance();
    private final PhoneNumberToCarrierMapper carriers = PhoneNumberToCarrierMapper.getInstance();
    private final AtomicReferenceArray<@Nullable Names> names = new AtomicReferenceArray<>(REMEMBERED);

    /**
     * What is known of a number.
     *
     * @param key the number in E.164, its identity, because two may fall on one slot
     * @param carrier who its range was allocated to
     * @param place a town, a part of a country or a country
     */
    record Names(
            String key, @Nullable Label carrier, @Nullable Label place) {}

    /**
     * The names of a number.
     *
     * @param key E.164 with plus
     * @param region its ISO 3166 region, which is named where no place is known; follows from the key
     */
    Names of(String key, @Nullable String region) {
        int hash = key.hashCode();
        int slot = (hash ^ hash >>> 16) & REMEMBERED - 1;
        Names known = names.get(slot);
        if (known == null || !known.key.equals(key)) {
            known = find(key, region);
            names.set(slot, known);
        }
        return known;
    }

    private Names find(String key, @Nullable String region) {
        PhoneNumber number = CallingCodes.split(key);
        if (number == null) {
            return new Names(key, null, null);
        }
        Label place = region == null
                        || !PhoneNumberUtil.getCountryMobileToken(number.getCountryCode())
                                .isEmpty()
                ? searched(number, region)
                : place(number, region);
        return new Names(key, carrier(number), place);
    }

    /**
     * As {@link #searched} finds it, without its search for the country, which tries all that share a calling code one by one: the number's
     * region is known.
     */
    private Label place(PhoneNumber number, String region) {
        Label country = country(region);
        return new Label(
                orElse(
                        places.getDescriptionForNumber(
                                number, NumberDisplay.ZH.getLanguage(), "", NumberDisplay.ZH.getCountry()),
                        country.zh()),
                orElse(places.getDescriptionForNumber(number, NumberDisplay.EN.getLanguage(), "", ""), country.en()));
    }

    private static String orElse(String place, String country) {
        return place.isEmpty() ? country : place;
    }

    private Label country(String region) {
        return countries.computeIfAbsent(region, code -> {
            Locale country = new Locale("", code);
            return new Label(country.getDisplayCountry(NumberDisplay.ZH), country.getDisplayCountry(NumberDisplay.EN));
        });
    }

    /** By the library's own way. */
    private @Nullable Label searched(PhoneNumber number, @Nullable String region) {
        Label place = NumberDisplay.both(
                geocoder.getDescriptionForValidNumber(number, NumberDisplay.ZH),
                geocoder.getDescriptionForValidNumber(number, NumberDisplay.EN));
        return place == null && region != null ? country(region) : place;
    }

    private @Nullable Label carrier(PhoneNumber number) {
        String en = carriers.getNameForNumber(number, NumberDisplay.EN);
        // Whether it is a mobile number, which takes longest, was found out by then.
        return en.isEmpty() ? null : NumberDisplay.both(carriers.getNameForValidNumber(number, NumberDisplay.ZH), en);
    }
}

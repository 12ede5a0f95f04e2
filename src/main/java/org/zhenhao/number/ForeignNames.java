package org.zhenhao.number;

import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Carriers and places of foreign numbers, from libphonenumber; those asked for of late are remembered. Thread-safe. */
final class ForeignNames {
    private static final int REMEMBERED = 1 << 12;

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
        Label place = NumberDisplay.both(
                geocoder.getDescriptionForValidNumber(number, NumberDisplay.ZH),
                geocoder.getDescriptionForValidNumber(number, NumberDisplay.EN));
        if (place == null && region != null) {
            Locale country = new Locale("", region);
            place = new Label(country.getDisplayCountry(NumberDisplay.ZH), country.getDisplayCountry(NumberDisplay.EN));
        }
        Label carrier = NumberDisplay.both(
                carriers.getNameForNumber(number, NumberDisplay.ZH),
                carriers.getNameForNumber(number, NumberDisplay.EN));
        return new Names(key, carrier, place);
    }
}

package org.zhenhao.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.MobileSegments.Holder;
import org.zhenhao.number.MobileSegments.Segment;

/**
 * Names and notation of a parsed number for people: who its range was allocated to, where it belongs, how it is written.
 *
 * <p>Safe for use by many threads. Chinese ranges come from this package's tables, places and foreign carriers from
 * libphonenumber. What was asked before is remembered in a small table, so that repeated display costs no search.
 */
public final class NumberDisplay {
    static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
    static final Locale EN = Locale.ENGLISH;
    private static final String CHINA_PREFIX = "+86";
    private static final String AREA = ";area=";
    private static final int CODE_PREFIX = 3;
    private static final int REMEMBERED = 1 << 13;
    private static final int AREAS = 1_000;
    private static final int MOBILE_DIGITS = 7;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final PhoneNumberOfflineGeocoder geocoder = PhoneNumberOfflineGeocoder.getInstance();
    private final ForeignNames foreign = new ForeignNames();
    private final MvnoBrands brands = MvnoBrands.load();
    private final RangePlaces mobiles = new RangePlaces(this::chinesePlace);
    private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(REMEMBERED);

    /** By area code; one with no leading zero has its own number. */
    private final AtomicReferenceArray<@Nullable Place> areas = new AtomicReferenceArray<>(AREAS);

    /** A remembered place; the range is its identity, because two ranges may fall on one slot. */
    private record Place(String range, @Nullable Label label) {}

    private NumberDisplay() {}

    /** A display with the bundled tables loaded. */
    public static NumberDisplay create() {
        return new NumberDisplay();
    }

    /**
     * Who the number's range was allocated to, or null if that is not known.
     *
     * <p>For resold ranges the reseller's brand where it is known (2016 data), with the host network. A ported number
     * may have left the carrier named here.
     */
    public @Nullable Label carrier(ParsedNumber number) {
        String key = number.key();
        return switch (number.kind()) {
            case MOBILE, MOBILE_MVNO, MOBILE_DATA, SATELLITE ->
                key.startsWith(CHINA_PREFIX)
                        ? segmentCarrier(key.substring(CHINA_PREFIX.length()))
                        : foreign.of(key, number.region()).carrier();
            case IOT -> label(MobileSegments.machineHolder(key.substring(CHINA_PREFIX.length())));
            case TOLL_400 -> label(tollHolder(key.charAt(CHINA_PREFIX.length() + 3)));
            case CARRIER_SERVICE -> label(serviceHolder(key.substring(CODE_PREFIX)));
            case SMS_GATEWAY_106 -> label(gatewayHolder(key.substring(CODE_PREFIX)));
            case INTERNATIONAL, INTERNATIONAL_MOBILE ->
                foreign.of(key, number.region()).carrier();
            default -> null;
        };
    }

    /** Where the number belongs: city and province in China, else a place or the country; null if it belongs nowhere. */
    public @Nullable Label place(ParsedNumber number) {
        String key = number.key();
        int area = key.indexOf(AREA);
        if (area >= 0) {
            return areaName(key, area + AREA.length(), key.length());
        }
        if (key.charAt(0) != '+') {
            return null;
        }
        return switch (number.kind()) {
            case IOT, TOLL_400, TOLL_800, SATELLITE -> null;
            case FIXED ->
                areaName(
                        key,
                        CHINA_PREFIX.length(),
                        CHINA_PREFIX.length() + AreaCodes.length(key, CHINA_PREFIX.length()));
            case MOBILE, MOBILE_MVNO, MOBILE_DATA -> {
                int range = RangePlaces.range(key);
                yield range >= 0
                        ? mobiles.of(range, key)
                        : remembered(key.substring(0, CHINA_PREFIX.length() + MOBILE_DIGITS), key);
            }
            default -> foreign.of(key, number.region()).place();
        };
    }

    /** The number as people in its country write it; foreign ones in international notation; empty if withheld. */
    public String national(ParsedNumber number) {
        String key = number.key();
        if (number.kind() == NumberKind.WITHHELD) {
            return "";
        }
        if (key.charAt(0) != '+') {
            int area = key.indexOf(AREA);
            int from = key.indexOf('-') + 1;
            return area < 0
                    ? key.substring(from)
                    : "0" + key.substring(area + AREA.length()) + "-" + key.substring(from, area);
        }
        if (number.kind() == NumberKind.IOT) {
            return key.substring(CHINA_PREFIX.length());
        }
        PhoneNumber parsed = parse(key);
        if (parsed == null) {
            return key;
        }
        return library.format(
                parsed, key.startsWith(CHINA_PREFIX) ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    private @Nullable Label segmentCarrier(String national) {
        Segment segment = MobileSegments.of(national, 0);
        if (segment == null) {
            return null;
        }
        Label host = segment.holder.label();
        if (segment.kind != NumberKind.MOBILE_MVNO) {
            return host;
        }
        Label brand = brands.of(national);
        return brand == null
                ? new Label(host.zh() + "（转售）", host.en() + " (resold)")
                : new Label(brand.zh() + "（" + host.zh() + "转售）", brand.en() + " (on " + host.en() + ")");
    }

    private static @Nullable Label label(@Nullable Holder holder) {
        return holder == null ? null : holder.label();
    }

    /** By the fourth digit, after published lists of 400 resellers. */
    private static @Nullable Holder tollHolder(char fourth) {
        return switch (fourth) {
            case '0', '2', '6' -> Holder.UNICOM;
            case '1', '5', '7' -> Holder.MOBILE;
            case '8', '9' -> Holder.TELECOM;
            default -> null;
        };
    }

    private static @Nullable Holder serviceHolder(String code) {
        if (!code.startsWith("100")) {
            return null;
        }
        return switch (code.substring(CODE_PREFIX, CODE_PREFIX + 2)) {
            case "86", "85", "88", "50" -> Holder.MOBILE;
            case "10", "11", "16", "18" -> Holder.UNICOM;
            case "00", "01" -> Holder.TELECOM;
            case "99" -> Holder.BROADNET;
            default -> null;
        };
    }

    /** 1065 codes are the operators' own; the holders of other gateway codes are not public. */
    private static @Nullable Holder gatewayHolder(String code) {
        if (!code.startsWith("1065")) {
            return null;
        }
        return switch (code.charAt(4)) {
            case '7', '8' -> Holder.MOBILE;
            case '5' -> Holder.UNICOM;
            case '9' -> Holder.TELECOM;
            default -> null;
        };
    }

    /** The name of the area code that is written there. */
    private @Nullable Label areaName(String key, int from, int to) {
        int code = 0;
        for (int i = from; i < to; i++) {
            code = code * 10 + key.charAt(i) - '0';
        }
        if (code < 0 || code >= AREAS) {
            return null;
        }
        Place known = areas.get(code);
        if (known == null) {
            String area = key.substring(from, to);
            known = new Place(area, findArea(area));
            areas.set(code, known);
        }
        return known.label();
    }

    /** Any number of the area tells its name, so a made-up one of the right length stands for all. */
    private @Nullable Label findArea(String area) {
        String local = area.length() == 2 || AreaCodes.fixedLine(area + "20000000", 0) ? "20000000" : "2000000";
        return chinesePlace(CHINA_PREFIX + area + local);
    }

    private @Nullable Label remembered(String range, String key) {
        int hash = range.hashCode();
        int slot = (hash ^ hash >>> 15) & REMEMBERED - 1;
        Place known = places.get(slot);
        if (known == null || !known.range().equals(range)) {
            known = new Place(range, chinesePlace(key));
            places.set(slot, known);
        }
        return known.label();
    }

    private @Nullable Label chinesePlace(String key) {
        PhoneNumber number = parse(key);
        if (number == null) {
            return null;
        }
        String en = geocoder.getDescriptionForValidNumber(number, EN);
        // "China" is what the geocoder says when it knows no more.
        return en.equals("China") ? null : both(geocoder.getDescriptionForValidNumber(number, ZH), en);
    }

    /** A label if either text is known; the other language takes its place where one is missing. */
    static @Nullable Label both(String zh, String en) {
        if (zh.isEmpty() && en.isEmpty()) {
            return null;
        }
        return new Label(zh.isEmpty() ? en : zh, en.isEmpty() ? zh : en);
    }

    private static @Nullable PhoneNumber parse(String key) {
        return key.charAt(0) == '+' ? CallingCodes.split(key) : null;
    }
}

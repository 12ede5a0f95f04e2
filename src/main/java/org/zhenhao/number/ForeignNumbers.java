package org.zhenhao.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.CallingCodePlan.Match;
import org.zhenhao.number.SpoofTell.Type;

/** Reads numbers outside mainland China with libphonenumber. Thread-safe. */
final class ForeignNumbers {
    private static final String NO_REGION = "ZZ";
    private static final String WORLD = "001";
    private static final int CHINA = 86;
    private static final int SHORTEST_CODE = 3;
    private static final int LONGEST_CODE = 8;
    private static final List<SpoofTell> ORIGIN = List.of(new SpoofTell(Type.INTL_ORIGIN, null));

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    private final BitSet callingCodes = new BitSet();
    private final AtomicReferenceArray<@Nullable CallingCodePlan> plans = new AtomicReferenceArray<>(1000);
    private final Set<String> regions = library.getSupportedRegions();

    ForeignNumbers() {
        library.getSupportedCallingCodes().forEach(callingCodes::set);
    }

    /** Whether the numbering plan of a region is known. */
    boolean supports(String region) {
        return regions.contains(region);
    }

    /** What digits behind + or 00 are, for a callee in region {@code home}. China's own code must not be among them. */
    Finding international(String digits, String shown, String home) {
        int code = callingCode(digits);
        if (code != 0) {
            Finding found = planned(digits, shown, code, home);
            return found == null ? parsed(digits, shown, home) : found;
        }
        return unreadable(digits, shown, home, null);
    }

    /** The quick way for a number that cannot begin with a national prefix, or null. */
    private @Nullable Finding planned(String digits, String shown, int code, String home) {
        CallingCodePlan plan = plans.get(code);
        if (plan == null) {
            plan = CallingCodePlan.of(library, code);
            plans.set(code, plan);
        }
        int from = code < 10 ? 1 : code < 100 ? 2 : 3;
        Match match = plan.match(digits, from);
        if (match == null) {
            return null;
        }
        if (!match.valid()) {
            return invalid(plan.possible(digits.length() - from), digits, shown, home);
        }
        String key = "+".concat(digits);
        Finding found = new Finding(key, kind(match.type(), code), match.region(), null, null, List.of());
        return withOrigin(found, code, key, home);
    }

    private Finding parsed(String digits, String shown, String home) {
        try {
            PhoneNumber number = library.parse("+".concat(digits), NO_REGION);
            Finding found = valid(number, home);
            return found == null ? invalid(library.isPossibleNumberWithReason(number), digits, shown, home) : found;
        } catch (NumberParseException e) {
            return unreadable(digits, shown, home, Type.BAD_LENGTH);
        }
    }

    /** What digits without a country code are in a region other than mainland China. */
    Finding national(String digits, String region, Channel channel) {
        Finding american = northAmerican(digits, region);
        if (american != null) {
            return american;
        }
        PhoneNumber number;
        try {
            number = library.parse(digits, region);
        } catch (NumberParseException e) {
            return Finding.impossible(digits, Type.BAD_LENGTH);
        }
        if (number.getCountryCode() == CHINA) {
            return ChinaPlan.withCountryCode(library.getNationalSignificantNumber(number), digits, false, channel);
        }
        Finding found = valid(number, region);
        if (found != null) {
            return found;
        }
        if (digits.length() >= SHORTEST_CODE && digits.length() <= LONGEST_CODE) {
            Finding code = shortCode(digits, region);
            if (channel == Channel.SMS
                    || code.kind() == NumberKind.EMERGENCY
                    || shortNumbers.isValidShortNumberForRegion(number, region)) {
                return code;
            }
        }
        String shown = "+" + number.getCountryCode() + library.getNationalSignificantNumber(number);
        return invalid(library.isPossibleNumberWithReason(number), shown.substring(1), shown, region);
    }

    /** Ten digits in the United States or Canada need no search for prefixes. */
    private @Nullable Finding northAmerican(String digits, String region) {
        if (!region.equals("US") && !region.equals("CA")) {
            return null;
        }
        int length = digits.length();
        if (length == 10 && digits.charAt(0) >= '2') {
            String full = "1".concat(digits);
            return planned(full, "+".concat(full), 1, region);
        }
        return length == 11 && digits.charAt(0) == '1' && digits.charAt(1) >= '2'
                ? planned(digits, "+".concat(digits), 1, region)
                : null;
    }

    /** A code that exists inside one region only. */
    Finding shortCode(String digits, String region) {
        boolean emergency = shortNumbers.isEmergencyNumber(digits, region);
        Finding code = new Finding(
                region + "-" + digits,
                emergency ? NumberKind.EMERGENCY : NumberKind.INTERNATIONAL,
                region,
                null,
                null,
                List.of());
        return emergency ? code.withTell(Type.EMERGENCY_AS_CALLER) : code;
    }

    private @Nullable Finding valid(PhoneNumber number, String home) {
        PhoneNumberType type = library.getNumberType(number);
        if (type == PhoneNumberType.UNKNOWN) {
            return null;
        }
        String region = library.getRegionCodeForNumber(number);
        String key = library.format(number, PhoneNumberFormat.E164);
        Finding found = new Finding(
                key, kind(type, number.getCountryCode()), WORLD.equals(region) ? null : region, null, null, List.of());
        return withOrigin(found, number.getCountryCode(), key, home);
    }

    private Finding withOrigin(Finding found, int code, String key, String home) {
        if (code == homeCode(home)) {
            return found;
        }
        Finding origin = new Finding(found.key(), found.kind(), found.region(), null, null, ORIGIN);
        return Finding.CN.equals(home) && looksLikeChineseCode(key)
                ? origin.withTell(Type.LOOKALIKE_COUNTRY_CODE)
                : origin;
    }

    /** 95, 96 and 400 codes are read off the first digits; 959 is no such code. */
    private static boolean looksLikeChineseCode(String key) {
        return key.startsWith("+40") || key.startsWith("+96") || key.startsWith("+95") && key.charAt(3) <= '7';
    }

    private Finding invalid(ValidationResult length, String digits, String shown, String home) {
        if (digits.startsWith("882") || digits.startsWith("883")) {
            return new Finding("raw-".concat(shown), NumberKind.INTERNATIONAL, null, null, null, List.of())
                    .withTell(Type.INTL_ORIGIN);
        }
        return unreadable(
                digits,
                shown,
                home,
                switch (length) {
                    case IS_POSSIBLE, IS_POSSIBLE_LOCAL_ONLY -> Type.UNASSIGNED_SEGMENT;
                    case TOO_SHORT -> Type.INTL_ORIGIN;
                    default -> Type.BAD_LENGTH;
                });
    }

    /** Nobody abroad holds these digits: a Chinese code behind a plus, a country that is none, or a wrong number. */
    private Finding unreadable(String digits, String shown, String home, @Nullable Type why) {
        if (Finding.CN.equals(home) && ChinaPlan.looksLikeCode(digits)) {
            return Finding.impossible(shown, Type.INTL_PREFIX_ON_SHORT);
        }
        if (why == null) {
            return Finding.impossible(shown, Type.INTL_INVALID);
        }
        List<Type> tells = new ArrayList<>(2);
        tells.add(why);
        if (why != Type.INTL_ORIGIN && callingCode(digits) != homeCode(home)) {
            tells.add(Type.INTL_ORIGIN);
        }
        return Finding.impossible(shown, tells.toArray(new Type[0]));
    }

    private int homeCode(String home) {
        return Finding.CN.equals(home) ? CHINA : library.getCountryCodeForRegion(home);
    }

    private int callingCode(String digits) {
        int code = 0;
        for (int i = 0; i < 3 && i < digits.length(); i++) {
            code = code * 10 + digits.charAt(i) - '0';
            if (code == 0) {
                return 0;
            }
            if (callingCodes.get(code)) {
                return code;
            }
        }
        return 0;
    }

    private static NumberKind kind(PhoneNumberType type, int code) {
        if (code == 870 || code == 881) {
            return NumberKind.SATELLITE;
        }
        return switch (type) {
            case MOBILE -> NumberKind.INTERNATIONAL_MOBILE;
            case FIXED_LINE -> NumberKind.INTERNATIONAL_FIXED;
            case TOLL_FREE -> NumberKind.TOLL_FREE;
            case PREMIUM_RATE -> NumberKind.PREMIUM;
            case SHARED_COST -> NumberKind.SHARED_COST;
            case VOIP -> NumberKind.VOIP;
            default -> NumberKind.INTERNATIONAL;
        };
    }
}

package org.zhenhao.number;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.SpoofTell.Type;

/**
 * The codes of mainland China that begin with 1 or 9, except 106: emergency, carriers, government, 95, 96 and 1010.
 *
 * <p>Classes after the 2010 numbering plan and the ministry's notice on 95 codes (2020-08-17); lengths of 95 codes after
 * the ministry's opinion on short-code length (2014) and the numbers that institutions publish, which append up to four
 * digits.
 */
final class ServiceCodes {
    private static final int CARRIER_MAX_CALL = 8;
    private static final int CARRIER_MAX_SMS = 16;
    private static final int LONGEST_SMS = 20;
    private static final int LONGEST_95 = 9;
    private static final int LONGEST_950 = 11;
    private static final SpoofTell EMERGENCY = new SpoofTell(Type.EMERGENCY_AS_CALLER, null);
    private static final SpoofTell SMS_ONLY = new SpoofTell(Type.SMS_ONLY_CODE_AS_CALLER, null);

    private ServiceCodes() {}

    /** What a code is, or null if the digits are none. */
    static @Nullable Finding of(String d, Channel channel) {
        int length = d.length();
        if (length < 3) {
            return null;
        }
        if (d.charAt(0) == '9') {
            return nine(d);
        }
        if (d.charAt(0) != '1') {
            return null;
        }
        return switch (d.charAt(1)) {
            case '0' -> oneZero(d, channel);
            case '1' -> oneOne(d, channel);
            case '2' -> oneTwo(d, channel);
            case '6' -> (d.charAt(2) == '0' || d.charAt(2) == '8') && (length == 3 || length == 5) ? carrier(d) : null;
            case '7' -> d.charAt(2) == '9' && length == 5 ? carrier(d) : null;
            default -> null;
        };
    }

    /** Whether the digits are 110, 119, 120 or 122. */
    static boolean emergency(String d) {
        if (d.length() != 3 || d.charAt(0) != '1') {
            return false;
        }
        char last = d.charAt(2);
        return d.charAt(1) == '1' ? last == '0' || last == '9' : d.charAt(1) == '2' && (last == '0' || last == '2');
    }

    /**
     * The official code that digits begin with although they are too long to be it, or null.
     *
     * <p>Only codes that people know by heart count: 95 codes of institutions, 96110, the carriers, 123 hotlines.
     */
    static @Nullable String embedded(String d) {
        if (d.length() <= 5) {
            return null;
        }
        boolean known = d.startsWith("955")
                || d.startsWith("953")
                || d.startsWith("96110")
                || d.startsWith("123")
                || d.startsWith("100");
        return known ? d.substring(0, 5) : null;
    }

    private static @Nullable Finding nine(String d) {
        int length = d.length();
        if (d.charAt(1) == '6') {
            if (length < 5 || length > 6) {
                return null;
            }
            return Finding.code(d, d.equals("96110") ? NumberKind.PUBLIC_SERVICE : NumberKind.SERVICE_96);
        }
        if (d.charAt(1) != '5' || length < 5) {
            return null;
        }
        char third = d.charAt(2);
        if (length > (third == '0' ? LONGEST_950 : LONGEST_95)) {
            return null;
        }
        if (third == '3' || third == '5' || third == '6') {
            // Extra digits are an institution's own; the code is what it was given.
            int base = third == '6' ? 6 : 5;
            return length <= base
                    ? Finding.code(d, NumberKind.SERVICE_95)
                    : Finding.code(d.substring(0, base), NumberKind.SERVICE_95).withExtension(d.substring(base));
        }
        return Finding.code(d, d.equals("95110") ? NumberKind.SERVICE_95 : NumberKind.CALL_CENTRE_95);
    }

    private static @Nullable Finding oneZero(String d, Channel channel) {
        int length = d.length();
        if (d.charAt(2) == '0') {
            int longest = channel == Channel.SMS ? CARRIER_MAX_SMS : CARRIER_MAX_CALL;
            return length >= 5 && length <= longest ? carrier(d) : null;
        }
        if (d.charAt(2) != '1') {
            return null;
        }
        if (length == 8 && d.charAt(3) == '0') {
            return Finding.code(d, NumberKind.SERVICE_1010);
        }
        return length == 5 || length == 6 ? carrier(d) : null;
    }

    private static @Nullable Finding oneOne(String d, Channel channel) {
        int length = d.length();
        return switch (d.charAt(2)) {
            case '0', '9' -> length == 3 ? Finding.of("CN-".concat(d), NumberKind.EMERGENCY, EMERGENCY) : null;
            case '1' -> withSuffix(d, channel);
            case '4' -> length == 3 ? carrier(d) : null;
            case '6', '8' -> length <= CARRIER_MAX_CALL ? carrier(d) : null;
            default -> null;
        };
    }

    private static @Nullable Finding oneTwo(String d, Channel channel) {
        int length = d.length();
        return switch (d.charAt(2)) {
            case '0', '2' -> length == 3 ? Finding.of("CN-".concat(d), NumberKind.EMERGENCY, EMERGENCY) : null;
            case '1', '3' -> withSuffix(d, channel);
            case '5' -> length >= 5 && length <= CARRIER_MAX_CALL ? carrier(d) : null;
            default -> null;
        };
    }

    /** A five-digit hotline; texts from it may append digits, 12110 its area code. */
    private static @Nullable Finding withSuffix(String d, Channel channel) {
        int length = d.length();
        if (length == 5) {
            return channel == Channel.CALL && d.equals("12381")
                    ? Finding.of("CN-12381", NumberKind.PUBLIC_SERVICE, SMS_ONLY)
                    : Finding.code(d, NumberKind.PUBLIC_SERVICE);
        }
        if (length < 5 || length > LONGEST_SMS || channel == Channel.CALL && !publishedSuffix(d)) {
            return null;
        }
        String code = d.substring(0, 5);
        if (code.equals("12110")) {
            int from = d.charAt(5) == '0' ? 6 : 5;
            int area = AreaCodes.length(d, from);
            if (area > 0 && area == length - from) {
                return Finding.code(code + ";area=" + d.substring(from), NumberKind.PUBLIC_SERVICE);
            }
        }
        return Finding.code(code, NumberKind.PUBLIC_SERVICE).withExtension(d.substring(5));
    }

    /** The traffic police (12123 and four digits) and the tax office publish longer numbers as theirs. */
    private static boolean publishedSuffix(String d) {
        return d.length() == 9 && d.startsWith("12123") || d.equals("123660");
    }

    private static Finding carrier(String d) {
        return Finding.code(d, NumberKind.CARRIER_SERVICE);
    }
}

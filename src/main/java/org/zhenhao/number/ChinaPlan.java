package org.zhenhao.number;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.MobileSegments.Segment;
import org.zhenhao.number.SpoofTell.Type;

/**
 * The numbering plan of mainland China, read digit by digit.
 *
 * <p>After the 2010 numbering plan, the mobile segments of {@link MobileSegments}, and the ministry's notice of
 * 2025-07-03 on 700 numbers. All methods take ASCII digits only.
 */
final class ChinaPlan {
    private static final int MOBILE_LENGTH = 11;
    private static final SpoofTell INBOUND_ONLY = new SpoofTell(Type.INBOUND_ONLY_AS_CALLER, null);
    private static final SpoofTell IOT = new SpoofTell(Type.IOT_AS_CALLER, null);
    private static final SpoofTell DATA_SIM = new SpoofTell(Type.DATA_SIM_AS_CALLER, null);
    private static final SpoofTell PRIVACY = new SpoofTell(Type.PRIVACY_NUMBER, null);
    private static final SpoofTell NO_AREA = new SpoofTell(Type.AREA_MISSING, null);

    /** 400 numbers that banks publish as calling out (metowolf/vCards, 2026-08-21). */
    private static final Set<String> OUTBOUND_400 = Set.of(
            "4001195508",
            "4001695508",
            "4001895508",
            "4008395508",
            "4008495508",
            "4006295508",
            "4006395508",
            "4008095559");

    private ChinaPlan() {}

    /** What digits shown without any international prefix are. */
    static Finding read(String d, Channel channel) {
        Finding found = gateway(d, channel);
        if (found == null && !d.startsWith("95")) {
            // Without a trunk 0, a long 95 code must not pass for a line of areas 951 to 955.
            found = subscriber(d, channel);
        }
        if (found == null) {
            found = ServiceCodes.of(d, channel);
        }
        if (found == null) {
            found = CallPrefixes.of(d, channel);
        }
        if (found == null) {
            found = local(d, channel);
        }
        if (found == null && d.startsWith("86")) {
            found = withCountryCode(d.substring(2), d, false, channel);
        }
        if (found == null) {
            found = areaAndCode(d, channel);
        }
        return found == null ? impossible(d) : found;
    }

    /**
     * What digits behind +86, 0086 or a bare 86 are.
     *
     * @param national the digits behind the country code
     * @param shown all that was shown, for the key of an impossible shape
     * @param idd whether 00 stood before the country code, which no network adds to a Chinese caller
     */
    static Finding withCountryCode(String national, String shown, boolean idd, Channel channel) {
        Finding found = subscriber(national, channel);
        if (found != null) {
            boolean toll = found.kind() == NumberKind.TOLL_400 || found.kind() == NumberKind.TOLL_800;
            return idd && toll ? Finding.impossible(shown, Type.INTL_PREFIX_ON_SHORT) : found;
        }
        if (channel == Channel.SMS) {
            // Some handsets put +86 before gateway codes.
            found = gateway(national, channel);
        }
        if (found == null) {
            found = CallPrefixes.of(national, channel);
        }
        if (found == null && national.length() == MOBILE_LENGTH + 2 && national.startsWith("86")) {
            found = mobile(national, 2, channel);
        }
        if (found != null) {
            return found;
        }
        if (looksLikeCode(national)) {
            return Finding.impossible(shown, Type.INTL_PREFIX_ON_SHORT);
        }
        if (areaBefore(national, national.startsWith("0") ? 1 : 0, channel) != null) {
            return Finding.impossible(shown, Type.PLUS86_AREA_SHORT);
        }
        if (national.startsWith("95")) {
            return Finding.impossible(shown, Type.INTL_PREFIX_ON_SHORT, Type.BAD_LENGTH);
        }
        return Finding.impossible(shown, why(national));
    }

    /** A number that someone holds as his own, with or without trunk 0, or null. */
    static @Nullable Finding subscriber(String d, Channel channel) {
        int length = d.length();
        if (length < 10) {
            return null;
        }
        return switch (d.charAt(0)) {
            case '1' ->
                switch (length) {
                    case MOBILE_LENGTH -> mobile(d, 0, channel);
                    case 13 -> machine(d, channel);
                    default -> fixed(d, 0);
                };
            case '0' ->
                length == MOBILE_LENGTH + 1 && d.charAt(1) == '1' && d.charAt(2) >= '3'
                        ? mobile(d, 1, channel)
                        : fixed(d, 1);
            case '4', '8' -> d.charAt(1) == '0' && d.charAt(2) == '0' && length == 10 ? toll(d, channel) : fixed(d, 0);
            case '7' ->
                d.charAt(1) == '0' && d.charAt(2) == '0' && length == 15
                        ? Finding.of("CN-".concat(d), NumberKind.PRIVACY_700, PRIVACY)
                        : fixed(d, 0);
            default -> fixed(d, 0);
        };
    }

    /** Whether digits are of the shape of a national code, whatever stood before them. */
    static boolean looksLikeCode(String d) {
        if (d.length() == 10 && (d.startsWith("400") || d.startsWith("800"))) {
            return true;
        }
        return d.startsWith("106") && SmsGateways.of(d, Channel.SMS) != null
                || ServiceCodes.of(d, Channel.CALL) != null;
    }

    private static @Nullable Finding gateway(String d, Channel channel) {
        return d.startsWith("106") && MobileSegments.machineHolder(d) == null ? SmsGateways.of(d, channel) : null;
    }

    private static @Nullable Finding mobile(String d, int from, Channel channel) {
        if (d.charAt(from) != '1') {
            return null;
        }
        Segment segment = MobileSegments.of(d, from);
        if (segment == null) {
            return null;
        }
        String key = from == 0 ? "+86".concat(d) : "+86".concat(d.substring(from));
        return channel == Channel.CALL && segment == Segment.CU_DATA
                ? Finding.of(key, segment.kind, DATA_SIM)
                : Finding.of(key, segment.kind);
    }

    private static @Nullable Finding machine(String d, Channel channel) {
        if (MobileSegments.machineHolder(d) == null) {
            return null;
        }
        return channel == Channel.CALL
                ? Finding.of("+86".concat(d), NumberKind.IOT, IOT)
                : Finding.subscriber(d, NumberKind.IOT);
    }

    private static Finding toll(String d, Channel channel) {
        NumberKind kind = d.charAt(0) == '4' ? NumberKind.TOLL_400 : NumberKind.TOLL_800;
        return channel == Channel.CALL && !OUTBOUND_400.contains(d)
                ? Finding.of("+86".concat(d), kind, INBOUND_ONLY)
                : Finding.subscriber(d, kind);
    }

    private static @Nullable Finding fixed(String d, int from) {
        return AreaCodes.fixedLine(d, from)
                ? Finding.subscriber(from == 0 ? d : d.substring(from), NumberKind.FIXED)
                : null;
    }

    private static @Nullable Finding local(String d, Channel channel) {
        if (d.length() < 7 || d.length() > 8 || !AreaCodes.beginsLocal(d.charAt(0))) {
            return null;
        }
        Finding found = Finding.of("CN-".concat(d), NumberKind.LOCAL_FIXED, NO_AREA);
        return d.startsWith("86") && ServiceCodes.of(d.substring(2), channel) != null
                ? found.withTell(Type.AMBIGUOUS_86)
                : found;
    }

    /** 021-95588 is the code 95588 in Shanghai; 021-110 and 021-95588001 are nothing a network gives out. */
    private static @Nullable Finding areaAndCode(String d, Channel channel) {
        if (d.charAt(0) != '0') {
            return null;
        }
        Finding found = areaBefore(d, 1, channel);
        if (found != null) {
            return found.kind() == NumberKind.EMERGENCY ? Finding.impossible(d, Type.AREA_PLUS_EMERGENCY) : found;
        }
        int area = AreaCodes.length(d, 1);
        String embedded = area == 0 ? null : ServiceCodes.embedded(d.substring(1 + area));
        return embedded == null ? null : Finding.impossible(d).withTell(Type.OFFICIAL_CODE_EMBEDDED, embedded);
    }

    /** An area code from {@code from} on and exactly one national code behind it, or null. */
    private static @Nullable Finding areaBefore(String d, int from, Channel channel) {
        int area = AreaCodes.length(d, from);
        if (area == 0) {
            return null;
        }
        String code = d.substring(from + area);
        Finding found = ServiceCodes.of(code, Channel.CALL);
        if (found == null
                || found.extension() != null
                || code.length() > 6
                || found.kind() == NumberKind.SERVICE_1010) {
            return null;
        }
        return new Finding(
                found.key() + ";area=" + d.substring(from, from + area),
                found.kind(),
                Finding.CN,
                null,
                null,
                tells(found, channel));
    }

    private static List<SpoofTell> tells(Finding found, Channel channel) {
        return channel == Channel.CALL || found.kind() == NumberKind.EMERGENCY ? found.tells() : List.of();
    }

    private static Finding impossible(String d) {
        Finding finding = Finding.impossible(d, why(d));
        String embedded = d.charAt(0) == '1' ? ServiceCodes.embedded(d) : null;
        return embedded == null ? finding : finding.withTell(Type.OFFICIAL_CODE_EMBEDDED, embedded);
    }

    private static Type why(String d) {
        if (d.length() < 3) {
            return Type.BAD_LENGTH;
        }
        char second = d.charAt(1);
        return switch (d.charAt(0)) {
            case '0' -> second == '1' && d.charAt(2) >= '3' ? whyOne(d.substring(1)) : whyArea(d);
            case '1' -> whyOne(d);
            default -> Type.BAD_LENGTH;
        };
    }

    private static Type whyArea(String d) {
        int area = AreaCodes.length(d, 1);
        if (area == 0) {
            return d.length() > 3 ? Type.BAD_AREA_CODE : Type.BAD_LENGTH;
        }
        int local = d.length() - 1 - area;
        boolean fits = (local == 7 || local == 8) && !AreaCodes.beginsLocal(d.charAt(1 + area));
        return fits ? Type.UNASSIGNED_SEGMENT : Type.BAD_LENGTH;
    }

    private static Type whyOne(String d) {
        int length = d.length();
        boolean spare = d.charAt(1) >= '3' ? length == MOBILE_LENGTH && !machinePrefix(d) : length == 3 || length == 5;
        return spare ? Type.UNASSIGNED_SEGMENT : Type.BAD_LENGTH;
    }

    /** 141, 144, 146 and 148 are given out, but with 13 digits. */
    private static boolean machinePrefix(String d) {
        char third = d.charAt(2);
        return d.charAt(1) == '4' && (third == '1' || third == '4' || third == '6' || third == '8');
    }
}

package org.zhenhao.number;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Gateway.Type;

/**
 * Takes 106 gateway codes apart.
 *
 * <p>Classes and base lengths after the ministry's rules on access codes for short message services
 * (短消息类服务接入代码管理办法); longest sender after the 21-octet source address of CMPP.
 */
final class SmsGateways {
    private static final int LONGEST = 21;
    private static final int LONGEST_USUAL = 20;
    private static final int SHORT_BASE = 8;
    private static final int LONG_BASE = 12;

    /** Codes whose holders publish them, so that their endings are no imitation (metowolf/vCards, 2026-08-21). */
    private static final Set<String> PUBLISHED = Set.of(
            "10690698395566", "10690661695566", "10691197095566", "10659020295566", "1069079895568", "1069196995568");

    private static final Set<String> WELL_KNOWN =
            Set.of("10086", "10010", "10000", "12306", "12381", "96110", "95188", "95017");

    private SmsGateways() {}

    /** What digits that begin with 106 are on the given channel, or null if their length fits no gateway code. */
    static @Nullable Finding of(String d, Channel channel) {
        int length = d.length();
        if (length < SHORT_BASE || length > LONGEST) {
            return null;
        }
        Type type = type(d);
        int base = type == Type.ENTERPRISE ? Math.min(LONG_BASE, length) : SHORT_BASE;
        Gateway gateway = new Gateway(d.substring(0, base), type, d.substring(base));
        NumberKind kind = type == Type.UNASSIGNED ? NumberKind.IMPOSSIBLE : NumberKind.SMS_GATEWAY_106;
        Finding finding = new Finding("CN-".concat(d), kind, Finding.CN, gateway, null, List.of());
        if (channel == Channel.CALL) {
            finding = finding.withTell(SpoofTell.Type.SMS_CODE_AS_CALLER);
        }
        if (type == Type.UNASSIGNED) {
            finding = finding.withTell(SpoofTell.Type.UNASSIGNED_SEGMENT);
        }
        if (type == Type.ENTERPRISE && length < LONG_BASE) {
            finding = finding.withTell(SpoofTell.Type.BAD_LENGTH);
        }
        if (length > LONGEST_USUAL) {
            finding = finding.withTell(SpoofTell.Type.OVER_20_DIGITS);
        }
        String suffix = officialSuffix(d, base);
        return suffix == null ? finding : finding.withTell(SpoofTell.Type.OFFICIAL_CODE_SUFFIX, suffix);
    }

    private static Type type(String d) {
        char fourth = d.charAt(3);
        char fifth = d.charAt(4);
        return switch (fourth) {
            case '2', '6' -> Type.SERVICE_PROVIDER;
            case '3', '9' -> {
                if (fifth == '9') {
                    yield Type.PUBLIC_INTEREST;
                }
                yield fifth >= '5' ? Type.ENTERPRISE : Type.PLATFORM;
            }
            case '5' -> Type.CARRIER;
            case '8' -> Type.OTHER;
            default -> Type.UNASSIGNED;
        };
    }

    /** The code that the extension ends with. An ending that reaches into the base was allocated and says nothing. */
    private static @Nullable String officialSuffix(String d, int base) {
        int from = d.length() - 5;
        if (from < base) {
            return null;
        }
        boolean institution = d.charAt(from) == '9'
                && d.charAt(from + 1) == '5'
                && (d.charAt(from + 2) == '5' || d.charAt(from + 2) == '3');
        String suffix = d.substring(from);
        return (institution || WELL_KNOWN.contains(suffix)) && !PUBLISHED.contains(d) ? suffix : null;
    }
}

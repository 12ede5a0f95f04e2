package org.zhenhao.number;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.SpoofTell.Type;

/**
 * IP-call and sub-number prefixes that stand before a caller's number.
 *
 * <p>The prefixes are those that shipped Chinese dialers strip; who runs the IP prefixes is not documented. 125831 to
 * 125833 are the first to third sub-number of China Mobile's 和多号.
 */
final class CallPrefixes {
    /** Longest first among those that begin alike. */
    private static final String[] SUB_NUMBER = {"12520026", "12520070", "125831", "125832", "125833", "12520"};

    private static final String[] IP_CALL = {
        "17951", "12593", "17911", "17909", "10193", "17900", "17901", "17908", "17910", "17931", "17950", "17960",
        "17968", "17969", "11808", "10131", "96531", "96435"
    };
    private static final int SHORTEST = 10;

    private CallPrefixes() {}

    /** What stands behind a prefix, or null if there is no prefix or nothing that can be called back behind it. */
    static @Nullable Finding of(String d, Channel channel) {
        if (d.length() < SHORTEST || d.charAt(0) != '1' && d.charAt(0) != '9') {
            return null;
        }
        for (String prefix : SUB_NUMBER) {
            if (d.startsWith(prefix)) {
                Finding rest = behind(d.substring(prefix.length()), channel, true);
                return rest == null ? null : rest.withTell(Type.SUBNUMBER_PREFIX, prefix);
            }
        }
        for (String prefix : IP_CALL) {
            if (d.startsWith(prefix)) {
                Finding rest = behind(d.substring(prefix.length()), channel, false);
                return rest == null ? null : rest.withTell(Type.IP_PREFIX, prefix);
            }
        }
        return null;
    }

    private static @Nullable Finding behind(String rest, Channel channel, boolean codes) {
        Finding subscriber = ChinaPlan.subscriber(rest, channel);
        return subscriber == null && codes ? ServiceCodes.of(rest, channel) : subscriber;
    }
}

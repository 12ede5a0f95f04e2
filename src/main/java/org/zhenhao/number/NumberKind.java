package org.zhenhao.number;

import java.util.Locale;

/** What a caller id is. The code is what the store keeps and never changes; the wire word is what the API says. */
public enum NumberKind {
    MOBILE(1),
    MOBILE_MVNO(2),
    MOBILE_DATA(3),
    IOT(4),
    SATELLITE(5),
    FIXED(6),
    LOCAL_FIXED(7),
    SERVICE_95(8),
    CALL_CENTRE_95(9),
    SERVICE_96(10),
    SERVICE_1010(11),
    TOLL_400(12),
    TOLL_800(13),
    CARRIER_SERVICE(14),
    PUBLIC_SERVICE(15),
    EMERGENCY(16),
    SMS_GATEWAY_106(17),
    SENDER_ID(18),
    PRIVACY_700(19),
    TOLL_FREE(20),
    PREMIUM(21),
    SHARED_COST(22),
    VOIP(23),
    INTERNATIONAL_MOBILE(24),
    INTERNATIONAL_FIXED(25),
    INTERNATIONAL(26),
    WITHHELD(27),
    IMPOSSIBLE(28);

    private static final NumberKind[] BY_CODE = new NumberKind[29];

    static {
        for (NumberKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;
    private final String wire = name().toLowerCase(Locale.ROOT);

    NumberKind(int code) {
        this.code = code;
    }

    /** The number that stands for this kind in the store, 1 to 28. */
    public int code() {
        return code;
    }

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The kind with the given store code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static NumberKind ofCode(int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no kind has code " + code);
        }
        return BY_CODE[code];
    }
}

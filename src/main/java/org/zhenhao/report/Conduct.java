package org.zhenhao.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Facts about how a contact was made. Rated apart from the score. */
enum Conduct {
    REFUSED_IDENTITY,
    OUTSIDE_HOURS,
    TOO_FREQUENT,
    THIRD_PARTY_TOLD,
    THREATENED,
    INSULTED,
    CLAIMED_BANK,
    CLAIMED_COURT,
    CLAIMED_POLICE,
    CLAIMED_LAWYER,
    FALSE_CONSEQUENCE,
    KNEW_PRIVATE_DATA,
    IGNORED_STOP_REQUEST;

    private final String wire = name().toLowerCase(Locale.ROOT);

    String wire() {
        return wire;
    }

    static @Nullable Conduct ofWire(String wire) {
        for (Conduct conduct : values()) {
            if (conduct.wire.equals(wire)) {
                return conduct;
            }
        }
        return null;
    }
}

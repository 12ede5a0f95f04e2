package org.zhenhao.conduct;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Facts about how a contact was made. Their order is what the store keeps: new ones go to the end. */
public enum ConductFact {
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

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    int bit() {
        return 1 << ordinal();
    }

    /** The fact with this word, or null. */
    public static @Nullable ConductFact ofWire(String wire) {
        for (ConductFact fact : values()) {
            if (fact.wire.equals(wire)) {
                return fact;
            }
        }
        return null;
    }
}

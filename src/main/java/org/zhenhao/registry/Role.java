package org.zhenhao.registry;

import java.util.Locale;

/** What a number is to the institution it is registered for. */
public enum Role {
    /** The institution's own service number or sender. */
    OFFICIAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The role with the given API word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String wire) {
        for (Role role : values()) {
            if (role.wire.equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role " + wire);
    }
}

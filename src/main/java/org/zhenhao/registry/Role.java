package org.zhenhao.registry;

import java.util.Locale;

/** What a number is to the institution it is registered for. */
public enum Role {
    /** The institution's own service number or sender. */
    OFFICIAL,
    /** A number that a business vouches for, without the standing of an official one: it can be voted down. */
    BUSINESS,
    /** A number by which a commissioned agency acts for the institution: known, and to be judged by what it does. */
    AGENCY;

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

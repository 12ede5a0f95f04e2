package org.zhenhao.registry;

import java.util.Locale;

/** What kind of thing an entry registers. */
public enum Shape {
    /** One number, code or alphanumeric sender. */
    NUMBER,
    /** All numbers from one to another. */
    RANGE,
    /** All senders whose digits begin with a 106 gateway base. */
    BASE,
    /** The signature of texts, such as 【某银行】. */
    SIGNATURE,
    /** A staff id, of which only a keyed hash is kept. */
    STAFF,
    /** The commission of an agency. */
    COMMISSION;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /** Whether an entry of this shape changes what a lookup says of a number, so that it takes two people. */
    boolean speaksForNumbers() {
        return this == NUMBER || this == RANGE || this == BASE;
    }

    /**
     * The shape with the given word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Shape of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

package org.zhenhao.score;

import java.util.Locale;

/** How far a number may be trusted, in one word. */
public enum Level {
    TRUSTED(0),
    UNKNOWN(1),
    LOW(2),
    ELEVATED(3),
    HIGH(4);

    private static final Level[] BY_CODE = values();

    private final int code;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Level(int code) {
        this.code = code;
    }

    /** The number that stands for this level in the store, 0 to 4. */
    public int code() {
        return code;
    }

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The level with the given store code.
     *
     * @throws ArrayIndexOutOfBoundsException if there is none
     */
    public static Level ofCode(int code) {
        return BY_CODE[code];
    }
}

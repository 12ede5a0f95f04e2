package org.zhenhao.score;

import java.util.Locale;

/** What a dialer is advised to do. */
public enum Action {
    ALLOW,
    WARN,
    BLOCK;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }
}

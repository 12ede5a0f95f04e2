package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;

/** Picks the number to call back among an institution's official ones: the shortest code first, then 400 numbers. */
final class Hotlines {
    private static final int LONGEST_CODE = 9;

    private Hotlines() {}

    /** The better one of two; of equals the first. */
    static String better(String one, String other) {
        return rank(other) < rank(one) ? other : one;
    }

    /** The number, or null if it is none that can be called. */
    static @Nullable String callable(@Nullable String key) {
        return key == null || rank(key) >= 1_000 ? null : key;
    }

    private static int rank(String key) {
        boolean code = key.startsWith("CN-");
        if (code && (key.startsWith("CN-106") || !Character.isDigit(key.charAt(3)))) {
            return 1_000;
        }
        if (code && key.length() <= LONGEST_CODE) {
            return key.length();
        }
        return (key.startsWith("+86400") ? 100 : 200) + key.length();
    }
}

package org.zhenhao.number;

import org.zhenhao.number.RefusedNumberException.Reason;

/** Refuses characters that no caller id has anywhere, and takes off what copying leaves around one. */
final class Characters {
    private static final char RIGHT_TO_LEFT_OVERRIDE = '\u202e';

    private Characters() {}

    /**
     * The text without white space and direction marks at its ends.
     *
     * @throws RefusedNumberException if it holds control characters, half characters, or direction changes inside
     */
    static String strip(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && (space(raw.charAt(from)) || opens(raw.charAt(from)))) {
            from++;
        }
        while (to > from && (space(raw.charAt(to - 1)) || closes(raw.charAt(to - 1)))) {
            to--;
        }
        for (int i = from; i < to; i++) {
            check(raw, i);
        }
        return raw.substring(from, to);
    }

    private static void check(String raw, int i) {
        char c = raw.charAt(i);
        if (c > ' ' && c < 0x7F) {
            return;
        }
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            throw new RefusedNumberException(Reason.CONTROL_CHARACTER);
        }
        if (opens(c) || closes(c) || c == RIGHT_TO_LEFT_OVERRIDE) {
            throw new RefusedNumberException(Reason.BIDI_CONTROL);
        }
        boolean paired = Character.isHighSurrogate(c)
                ? i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(raw.charAt(i - 1));
        if (Character.isSurrogate(c) && !paired) {
            throw new RefusedNumberException(Reason.BROKEN_UNICODE);
        }
    }

    private static boolean space(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Embeddings, isolates and the left-to-right override: phones put them around a number to keep it upright. */
    private static boolean opens(char c) {
        return c == '\u202a' || c == '\u202b' || c == '\u202d' || c >= '\u2066' && c <= '\u2068';
    }

    private static boolean closes(char c) {
        return c == '\u202c' || c == '\u2069';
    }
}

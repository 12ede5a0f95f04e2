package org.zhenhao.rows;

import java.util.Locale;

/** Strings as JSON writes them (RFC 8259, section 7). */
final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    private JsonText() {}

    /** The text that the inside of a JSON string stands for; an escape that is none stays as it is. */
    static String unescape(String inside) {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder text = new StringBuilder(inside.length());
        int i = 0;
        while (i < inside.length()) {
            char c = inside.charAt(i++);
            if (c != '\\' || i == inside.length()) {
                text.append(c);
                continue;
            }
            char escape = inside.charAt(i++);
            if (escape == 'u' && i + 4 <= inside.length() && hex(inside, i)) {
                text.append((char) Integer.parseInt(inside, i, i + 4, 16));
                i += 4;
            } else {
                text.append(simple(escape));
            }
        }
        return text.toString();
    }

    private static boolean hex(String text, int from) {
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static char simple(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** A JSON string for a text, quotes included. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

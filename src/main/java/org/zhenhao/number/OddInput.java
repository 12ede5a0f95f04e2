package org.zhenhao.number;

import java.util.Locale;
import java.util.Set;
import org.zhenhao.number.RefusedNumberException.Reason;

/** Says what a text that cannot be a number seems to be, so that a person learns what went wrong with his data. */
final class OddInput {
    private static final Set<String> WORDS = Set.of(
            "nan", "n/a", "na", "null", "none", "nil", "undefined", "#ref!", "#n/a", "#value!", "#name?", "#null!");
    private static final int IDENTITY_LENGTH = 18;
    private static final int TWO_NUMBERS_EACH = 7;

    private OddInput() {}

    /**
     * Refuses what has the characters of a number and is none: an address, a date, an identity number.
     *
     * @throws RefusedNumberException if the text is one of these
     */
    static void refuseLookAlikes(String text) {
        if (address(text)) {
            throw new RefusedNumberException(Reason.IP_ADDRESS);
        }
        if (date(text)) {
            throw new RefusedNumberException(Reason.DATE);
        }
    }

    /**
     * Refuses what could be a sender by its characters but is a web address or a word for a missing value.
     *
     * @throws RefusedNumberException if the text is one of these
     */
    static void refuseForeignMatter(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower)) {
            throw new RefusedNumberException(Reason.NOT_A_NUMBER_WORD);
        }
        if (lower.contains("://")) {
            throw new RefusedNumberException(Reason.URL);
        }
    }

    /** The best reason for a text that was refused, {@code fallback} if nothing is recognised. */
    static Reason reason(String text, Reason fallback) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower)) {
            return Reason.NOT_A_NUMBER_WORD;
        }
        if (lower.contains("://") || lower.startsWith("www.") || lower.startsWith("mailto:")) {
            return Reason.URL;
        }
        char first = text.charAt(0);
        if (first == '=' || first == '@') {
            return Reason.FORMULA;
        }
        int digits = count(text, true);
        if (first == '*' || digits > 0 && first == '#' || text.endsWith("#")) {
            return Reason.DIAL_CODE;
        }
        if (hasType(text, Character.OTHER_NUMBER) || hasType(text, Character.LETTER_NUMBER)) {
            return Reason.NON_DECIMAL_DIGITS;
        }
        if (digits == 0) {
            return Reason.NO_DIGITS;
        }
        return withDigits(text, lower, fallback);
    }

    private static Reason withDigits(String text, String lower, Reason fallback) {
        if (lower.startsWith("0x") && lower.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0)) {
            return Reason.HEXADECIMAL;
        }
        if (scientific(lower)) {
            return Reason.SCIENTIFIC_NOTATION;
        }
        if (text.length() == IDENTITY_LENGTH && lower.endsWith("x") && count(text, true) == IDENTITY_LENGTH - 1) {
            return Reason.IDENTITY_NUMBER;
        }
        if (lower.contains("xx") || lower.contains("**") || lower.contains("××") || lower.contains("••")) {
            return Reason.MASKED;
        }
        if (lower.indexOf('*') >= 0) {
            return Reason.DIAL_CODE;
        }
        if (twoNumbers(text)) {
            return Reason.TWO_NUMBERS;
        }
        boolean foreignSign = text.chars().anyMatch(c -> c == '"' || c == '{' || c == '\'' || c == '<' || c == '=');
        return count(text, false) > 0 && !foreignSign ? Reason.LETTERS_IN_NUMBER : fallback;
    }

    private static int count(String text, boolean digits) {
        return (int) text.codePoints()
                .filter(point -> digits ? Character.isDigit(point) : Character.isLetter(point))
                .count();
    }

    private static boolean hasType(String text, int type) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == type);
    }

    /** A mantissa with a point, the letter e, and an exponent. */
    private static boolean scientific(String lower) {
        int e = lower.indexOf('e');
        if (e < 1 || e == lower.length() - 1 || !Character.isDigit(lower.charAt(lower.length() - 1))) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean sign = (c == '+' || c == '-') && (i == 0 || i == e + 1);
            if (i != e && c != '.' && !sign && !Character.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean twoNumbers(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("/,;|、，；&".indexOf(text.charAt(i)) >= 0
                    && count(text.substring(0, i), true) >= TWO_NUMBERS_EACH
                    && count(text.substring(i), true) >= TWO_NUMBERS_EACH) {
                return true;
            }
        }
        return false;
    }

    /** Four groups of one to three digits, none above 255, with points between them. */
    private static boolean address(String text) {
        int groups = 1;
        int value = 0;
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (width == 0 || ++groups > 4) {
                    return false;
                }
                value = 0;
                width = 0;
            } else if (c < '0' || c > '9' || ++width > 3) {
                return false;
            } else {
                value = value * 10 + c - '0';
                if (value > 255) {
                    return false;
                }
            }
        }
        return groups == 4 && width > 0;
    }

    /** Year, month and day as in 2026-11-21. */
    private static boolean date(String text) {
        if (text.length() != 10 || text.charAt(4) != text.charAt(7) || "-./".indexOf(text.charAt(4)) < 0) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4 && i != 7 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        int month = (text.charAt(5) - '0') * 10 + text.charAt(6) - '0';
        int day = (text.charAt(8) - '0') * 10 + text.charAt(9) - '0';
        boolean century = text.startsWith("19") || text.startsWith("20");
        return century && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
}

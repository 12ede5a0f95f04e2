package org.zhenhao.number;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.RefusedNumberException.Reason;

/**
 * Reads the characters of a phone number: decimal digits of any script, separators, a leading plus, an extension.
 *
 * <p>Nothing is repaired by guessing: a letter never becomes a digit, and a character that cannot stand in a number refuses
 * the whole.
 */
final class InputScanner {
    private static final int MOST_DIGITS = 32;
    private static final int LONGEST_EXTENSION = 6;
    private static final String[] EXTENSION_WORDS = {
        "extension", "extn", "ext", "x", "转", "轉", "分机", "分機", ",", "，", "#"
    };

    private final String text;
    private final char[] digits = new char[MOST_DIGITS];
    private int count;
    private int lastHyphen = -1;
    private boolean plus;

    private InputScanner(String text) {
        this.text = text;
    }

    /**
     * Reads a trimmed text that holds no control characters.
     *
     * @throws RefusedNumberException if it is not a number
     */
    static Presented scan(String text) {
        return new InputScanner(text).read();
    }

    private Presented read() {
        String extension = null;
        int i = 0;
        while (i < text.length() && extension == null) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                append(c);
                i++;
                continue;
            }
            int point = text.codePointAt(i);
            extension = count > 1 ? extension(i) : null;
            if (extension == null) {
                other(point, i);
                i += Character.charCount(point);
            }
        }
        if (count < 2) {
            throw new RefusedNumberException(count == 0 ? Reason.NO_DIGITS : Reason.TOO_SHORT);
        }
        return new Presented(plus, new String(digits, 0, count), extension, lastHyphen < 0 ? 0 : count - lastHyphen);
    }

    private void append(char digit) {
        if (count == MOST_DIGITS) {
            throw new RefusedNumberException(Reason.TOO_LONG);
        }
        digits[count++] = digit;
    }

    private void other(int point, int at) {
        int folded = point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
        int type = Character.getType(point);
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            append((char) ('0' + Character.digit(point, 10)));
        } else if (folded == '+') {
            if (count > 0 || plus) {
                throw new RefusedNumberException(OddInput.reason(text, Reason.MISPLACED_PLUS));
            }
            plus = true;
        } else if (type == Character.DASH_PUNCTUATION || folded == 0x2212) {
            hyphen(at);
        } else if (!separator(folded, type)) {
            throw new RefusedNumberException(OddInput.reason(text, Reason.ILLEGAL_CHARACTER));
        }
    }

    private void hyphen(int at) {
        if (at == 0) {
            throw new RefusedNumberException(text.length() == 1 ? Reason.NO_DIGITS : Reason.FORMULA);
        }
        lastHyphen = count;
    }

    private static boolean separator(int folded, int type) {
        return switch (folded) {
            case '(', ')', '.', '·', '・', '•', 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F, 0x061C ->
                true;
            default -> type == Character.SPACE_SEPARATOR;
        };
    }

    /** The digits behind an extension mark at {@code i} that runs to the end of the text, or null if there is none. */
    private @Nullable String extension(int i) {
        for (String word : EXTENSION_WORDS) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                String found = digitsToEnd(i + word.length());
                if (found != null && found.length() > LONGEST_EXTENSION) {
                    throw new RefusedNumberException(Reason.TWO_NUMBERS);
                }
                return found;
            }
        }
        return null;
    }

    private @Nullable String digitsToEnd(int from) {
        int i = from;
        while (i < text.length() && " .:：".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        StringBuilder found = new StringBuilder(LONGEST_EXTENSION);
        for (; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit < 0) {
                return null;
            }
            found.append((char) ('0' + digit));
        }
        return found.isEmpty() ? null : found.toString();
    }
}

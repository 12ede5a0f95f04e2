package org.zhenhao.message;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name in lenticular brackets by which a text in China says who sent it, 【…】, at its beginning or its end. It is part of the text,
 * chosen by the sender, and proves nothing.
 */
final class Signature {
    private static final int LONGEST = 30;

    private Signature() {}

    /** The signature of a text, or null if it has none. */
    static @Nullable String of(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("【")) {
            return between(stripped, 0, stripped.indexOf('】'));
        }
        int last = stripped.lastIndexOf('【');
        return stripped.endsWith("】") ? between(stripped, last, stripped.length() - 1) : null;
    }

    private static @Nullable String between(String text, int open, int close) {
        if (open < 0 || close <= open + 1 || close - open - 1 > LONGEST) {
            return null;
        }
        String name = text.substring(open + 1, close).strip();
        return name.isEmpty() ? null : name;
    }

    /** A name with full-width letters, case and blanks made alike, to be compared. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s·・_-]", "");
    }
}

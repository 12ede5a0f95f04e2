package org.zhenhao.problem;

import java.util.Locale;

/**
 * A sentence for people in both languages.
 *
 * @param zh simplified Chinese
 * @param en English
 */
public record Text(String zh, String en) {

    /**
     * Both sentences with the arguments filled in.
     *
     * @param zh a pattern of {@link String#format}
     * @param en the same in English, with the same arguments
     */
    public static Text of(String zh, String en, Object... args) {
        return args.length == 0
                ? new Text(zh, en)
                : new Text(String.format(Locale.ROOT, zh, args), String.format(Locale.ROOT, en, args));
    }

    /** The sentence in one language. */
    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }
}

package org.zhenhao.lookup;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.score.ReasonTexts;

/** The languages that texts for people exist in. */
public enum Language {
    ZH("zh-CN", Locale.SIMPLIFIED_CHINESE),
    EN("en", Locale.ENGLISH);

    private static final List<Locale> KNOWN = List.of(Locale.CHINESE, Locale.ENGLISH);

    private final String tag;
    private final ReasonTexts texts;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.texts = ReasonTexts.in(locale);
    }

    /** The language tag, as {@code Content-Language} says it. */
    public String tag() {
        return tag;
    }

    /** The words of this language. */
    public ReasonTexts texts() {
        return texts;
    }

    /** The label in this language. */
    public String of(Label label) {
        return this == ZH ? label.zh() : label.en();
    }

    /** The language that an {@code Accept-Language} header prefers: Chinese or English, English if it says neither. */
    public static Language preferred(@Nullable String header) {
        if (header == null || header.startsWith("en")) {
            return EN;
        }
        if (header.startsWith("zh")) {
            return ZH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), KNOWN);
            return Locale.CHINESE.equals(found) ? ZH : EN;
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}

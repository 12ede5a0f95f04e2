package org.zhenhao.problem;

import org.jspecify.annotations.Nullable;

/** The languages that texts for people exist in. */
public enum Language {
    ZH("zh-CN"),
    EN("en");

    private static final int LONGEST_HEADER = 200;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag, for {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /**
     * The language that an Accept-Language header (RFC 9110, section 12.5.4) ranks highest; English where it names
     * neither, is missing or cannot be read. Never throws.
     */
    public static Language of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return EN;
        }
        Language best = EN;
        double bestWeight = 0;
        for (int from = 0; from < acceptLanguage.length(); ) {
            int comma = acceptLanguage.indexOf(',', from);
            int end = comma < 0 ? acceptLanguage.length() : comma;
            String range = acceptLanguage.substring(from, end).strip();
            Language named = named(range);
            double weight = named == null ? 0 : weight(range);
            if (named != null && weight > bestWeight) {
                best = named;
                bestWeight = weight;
            }
            from = end + 1;
        }
        return best;
    }

    private static @Nullable Language named(String range) {
        if (range.regionMatches(true, 0, "zh", 0, 2) && endsTag(range)) {
            return ZH;
        }
        return range.regionMatches(true, 0, "en", 0, 2) && endsTag(range) ? EN : null;
    }

    private static boolean endsTag(String range) {
        return range.length() == 2 || "-; ".indexOf(range.charAt(2)) >= 0;
    }

    private static double weight(String range) {
        int at = range.indexOf("q=");
        if (at < 0) {
            return 1;
        }
        try {
            return Double.parseDouble(range.substring(at + 2).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

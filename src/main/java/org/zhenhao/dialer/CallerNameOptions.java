package org.zhenhao.dialer;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;

/**
 * How a phone system wants a caller's name.
 *
 * @param format the shape of the answer
 * @param language of the words
 * @param tag what stands before the words of a number to be warned of, possibly empty
 * @param threshold score from which a number is warned of, 0 to 100; null: as the verdict advises
 * @param longest most characters, 1 to 60
 * @param terse whether only capitals of ASCII will do, as on phones that show CNAM records
 */
record CallerNameOptions(
        CallerNameFormat format,
        Language language,
        String tag,
        @Nullable Integer threshold,
        int longest,
        boolean terse) {
    private static final int LONGEST = 60;
    private static final int LONGEST_CNAM = 15;
    private static final int LONGEST_TAG = 16;
    private static final int MOST = 100;

    /** Reads the parameters; one that makes no sense counts as not given, for there is nobody to tell. */
    static CallerNameOptions of(MultiMap query, @Nullable String acceptLanguage) {
        boolean terse = "true".equals(query.get("cnam"));
        String lang = query.get("lang");
        String tag = query.get("tag");
        Integer longest = number(query.get("max"), 1, LONGEST);
        int most = terse ? LONGEST_CNAM : LONGEST;
        return new CallerNameOptions(
                CallerNameFormat.of(query.get("format")),
                terse ? Language.EN : Language.of(lang == null ? acceptLanguage : lang),
                tag == null ? "[!]" : tag.length() > LONGEST_TAG ? tag.substring(0, LONGEST_TAG) : tag,
                number(query.get("threshold"), 0, MOST),
                longest == null ? most : Math.min(longest, most),
                terse);
    }

    private static @Nullable Integer number(@Nullable String text, int least, int most) {
        if (text == null || text.isEmpty() || text.length() > 3) {
            return null;
        }
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package org.zhenhao.number;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import org.zhenhao.number.RefusedNumberException.Reason;
import org.zhenhao.number.SpoofTell.Type;

/**
 * Reads alphanumeric SMS senders.
 *
 * <p>A sender has at most 11 characters of the GSM 7-bit alphabet (3GPP TS 23.038 and 23.040). Letters of other scripts
 * are kept as they came, because a look-alike must not share the key of the name it imitates.
 */
final class SenderIds {
    private static final int LONGEST = 20;
    private static final int LONGEST_ON_AIR = 11;
    private static final String GSM_LETTERS = "èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜäöñüàÈÙÌÒÀ";
    private static final String PUNCTUATION = " #&-_.+@!'/*():,?%$£¥";
    private static final String INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f";
    private static final Set<UnicodeScript> LOOK_ALIKE_SCRIPTS = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE);

    private SenderIds() {}

    /** Whether the text holds a letter, which on the SMS channel makes it a name and no number. */
    static boolean alphanumeric(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (Character.isLetter(point)) {
                return true;
            }
            i += Character.charCount(point);
        }
        return false;
    }

    /**
     * The finding for a sender seen in a region.
     *
     * @throws RefusedNumberException if the text cannot be a sender
     */
    static Finding read(String text, String region) {
        if (text.length() > LONGEST) {
            throw new RefusedNumberException(OddInput.reason(text, Reason.TOO_LONG));
        }
        OddInput.refuseForeignMatter(text);
        StringBuilder upper = new StringBuilder(text.length());
        boolean gsm = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!gsm(c)) {
                if (!tolerated(c)) {
                    throw new RefusedNumberException(Reason.SENDER_CHARACTER);
                }
                gsm = false;
            }
            upper.append(upper(c));
        }
        String name = upper.toString();
        return withTells(
                new Finding(region + "-" + name, NumberKind.SENDER_ID, region, null, null, List.of()), name, gsm);
    }

    private static Finding withTells(Finding sender, String name, boolean gsm) {
        Finding found = sender;
        String imitated = Homoglyphs.imitated(name);
        if (imitated != null) {
            found = found.withTell(Type.HOMOGLYPH, imitated);
        } else if (Finding.CN.equals(sender.region()) && Homoglyphs.official(name)) {
            found = found.withTell(Type.ALPHA_NOT_USED_IN_CN);
        }
        if (!gsm) {
            found = found.withTell(Type.NON_GSM7);
        }
        return name.length() > LONGEST_ON_AIR ? found.withTell(Type.BAD_LENGTH) : found;
    }

    private static boolean gsm(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || PUNCTUATION.indexOf(c) >= 0
                || GSM_LETTERS.indexOf(c) >= 0;
    }

    private static boolean tolerated(char c) {
        if (INVISIBLE.indexOf(c) >= 0) {
            return true;
        }
        return Character.isLetter(c) && LOOK_ALIKE_SCRIPTS.contains(UnicodeScript.of(c)) || c >= 0xFF10 && c <= 0xFF19;
    }

    /** Upper case, but only where it can be undone: dotless i and long s must not turn into the ASCII letters they mimic. */
    private static char upper(char c) {
        char upper = Character.toUpperCase(c);
        return Character.toLowerCase(upper) == c ? upper : c;
    }
}

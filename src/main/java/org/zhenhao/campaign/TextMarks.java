package org.zhenhao.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.zhenhao.secret.Pseudonyms;

/**
 * Makes traces of the text of a message, of which nothing else is kept: a keyed fingerprint that is alike for texts alike
 * (Charikar, Similarity Estimation Techniques from Rounding Algorithms, STOC 2002, over pairs of letters), and a keyed
 * hash of its signature. Digits, links, case and blanks do not matter, for campaigns change them. Thread-safe.
 */
@Singleton
public class TextMarks {
    /** Bits in which the fingerprints of two texts alike may differ; of texts that are not, 32 do on average. */
    static final int NEAR = 10;

    private static final int LEAST = 12;
    private static final int SHINGLE = 2;
    private static final int LONGEST_SIGNATURE = 30;
    private static final Pattern LINK =
            Pattern.compile("(?<![a-z0-9-])(?:https?://)?[a-z0-9-]++(?:\\.[a-z0-9-]++)+(?:/[!-~]*+)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9*]+");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}]+");

    private final Pseudonyms pseudonyms;
    private final long seed;

    /** Marks under a secret: those of another have nothing in common with them. */
    @Inject
    public TextMarks(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        this.seed = pseudonyms.hmac64("campaign-text");
    }

    /** The traces of a text; none if it is too short to tell campaigns apart. */
    public List<Trace> of(String text) {
        List<Trace> traces = new ArrayList<>(2);
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String plain = DIGITS.matcher(LINK.matcher(folded).replaceAll("\u0001")).replaceAll("\u0002");
        plain = BLANK.matcher(plain).replaceAll("");
        if (plain.length() >= LEAST) {
            traces.add(new Trace(Trace.Kind.TEXT, fingerprint(plain)));
        }
        String signature = signature(folded.strip());
        if (!signature.isEmpty()) {
            traces.add(new Trace(Trace.Kind.SIGNATURE, pseudonyms.hmac64("campaign-signature", signature)));
        }
        return traces;
    }

    private static String signature(String text) {
        int open = text.startsWith("【") ? 0 : text.endsWith("】") ? text.lastIndexOf('【') : -1;
        int close = open < 0 ? -1 : text.indexOf('】', open);
        return close <= open + 1 || close - open > LONGEST_SIGNATURE
                ? ""
                : BLANK.matcher(text.substring(open + 1, close)).replaceAll("");
    }

    private long fingerprint(String text) {
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i + SHINGLE <= text.length(); i++) {
            long hash = mixed((long) text.charAt(i) << 16 | text.charAt(i + 1));
            for (int bit = 0; bit < Long.SIZE; bit++) {
                votes[bit] += (hash >>> bit & 1) == 0 ? -1 : 1;
            }
        }
        long fingerprint = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            fingerprint |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return fingerprint;
    }

    /** The finalizer of MurmurHash3 (Appleby), keyed before and after. */
    private long mixed(long shingle) {
        long hash = shingle * 0x9e3779b97f4a7c15L ^ seed;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33 ^ Long.rotateLeft(seed, 29);
    }
}

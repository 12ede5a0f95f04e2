package org.zhenhao.number;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the official name or code that a sender looks like without being it.
 *
 * <p>Two texts look alike if they have the same skeleton: letters of other scripts by the confusables of Unicode UTS #39
 * (through ICU), then case and the pairs 0/O, 1/I/L, 2/Z, 5/S and 8/B.
 */
final class Homoglyphs {
    /** Names by which large mainland institutions send texts or are known; not who may use them. */
    private static final Set<String> OFFICIAL = Set.of(
            "ICBC",
            "CCB",
            "ABC",
            "ABCHINA",
            "BOC",
            "BOCOM",
            "CMB",
            "CMBCHINA",
            "CITIC",
            "CMBC",
            "CIB",
            "SPDB",
            "CEB",
            "HXB",
            "CGB",
            "PSBC",
            "PINGAN",
            "WEBANK",
            "UNIONPAY",
            "ALIPAY",
            "WECHAT",
            "WECHATPAY",
            "TAOBAO",
            "TENCENT",
            "CHINAMOBILE",
            "CHINAUNICOM",
            "CHINATELECOM",
            "CHINABROADNET",
            "CHINAPOST",
            "STATEGRID");

    private static final Map<String, String> BY_SKELETON = new HashMap<>();
    private static final int LEAST_DIGITS = 2;
    private static final int SHORTEST_NUMBER = 5;

    static {
        for (String name : OFFICIAL) {
            BY_SKELETON.put(fold(name), name);
        }
    }

    private Homoglyphs() {}

    /** Whether the upper-cased sender is an official name letter by letter. */
    static boolean official(String sender) {
        return OFFICIAL.contains(sender);
    }

    /** The official name or the number that a sender imitates, or null. The sender must hold a letter. */
    static @Nullable String imitated(String sender) {
        String upper = sender.toUpperCase(Locale.ROOT);
        if (OFFICIAL.contains(upper) && ascii(sender)) {
            return null;
        }
        // A number was meant only if digits stood there to begin with: BOSS folds to 8055 and means nothing.
        boolean numeric = sender.codePoints().filter(Character::isDigit).count() >= LEAST_DIGITS;
        if (ascii(sender)) {
            return match(fold(upper), numeric);
        }
        String found = match(skeleton(sender), numeric);
        return found == null ? match(skeleton(upper), numeric) : found;
    }

    private static @Nullable String match(String skeleton, boolean numeric) {
        String name = BY_SKELETON.get(skeleton);
        if (name != null || !numeric) {
            return name;
        }
        for (int i = 0; i < skeleton.length(); i++) {
            char c = skeleton.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
        }
        boolean number = skeleton.length() >= SHORTEST_NUMBER || skeleton.equals("110") || skeleton.equals("119");
        return number ? skeleton : null;
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String skeleton(String text) {
        String decomposed = Normalizer2.getNFKDInstance().normalize(text);
        StringBuilder kept = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK
                        && Character.getType(point) != Character.FORMAT)
                .forEach(kept::appendCodePoint);
        return fold(Confusables.CHECKER.getSkeleton(kept).toUpperCase(Locale.ROOT));
    }

    private static String fold(String upper) {
        StringBuilder folded = new StringBuilder(upper.length());
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            folded.append(
                    switch (c) {
                        case 'O' -> '0';
                        case 'I', 'L', '|', '!' -> '1';
                        case 'Z' -> '2';
                        case 'S', '$' -> '5';
                        case 'B' -> '8';
                        case '@' -> 'A';
                        default -> c;
                    });
        }
        return folded.toString();
    }

    /** Loaded with the first sender outside ASCII: the confusables table costs time that most callers never need. */
    private static final class Confusables {
        static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
    }
}

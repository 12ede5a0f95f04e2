package org.zhenhao.dialer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberKind;
import org.zhenhao.problem.Language;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Action;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.score.ReasonTexts;

/** Makes the few words that a phone shows in place of a caller's name; nothing at all where nothing is known. */
final class CallerName {
    private static final ReasonTexts CHINESE = ReasonTexts.in(Locale.SIMPLIFIED_CHINESE);
    private static final ReasonTexts ENGLISH = ReasonTexts.in(Locale.ENGLISH);

    private CallerName() {}

    /** The words for a verdict, at most as long as the options allow, without line breaks. */
    static String of(Verdict verdict, CallerNameOptions options) {
        boolean tagged = tagged(verdict.assessment(), options.threshold());
        String words = words(verdict, options, tagged);
        if (tagged && !options.tag().isEmpty()) {
            words = words.isEmpty() ? options.tag() : options.tag() + " " + words;
        }
        return cut(words, options.longest());
    }

    /**
     * Whether the number is to be warned of. Without a threshold the verdict's action says so; with one the score does, but never for
     * a number that nothing is known of.
     */
    private static boolean tagged(Assessment assessment, @Nullable Integer threshold) {
        if (threshold == null) {
            return assessment.action() != Action.ALLOW;
        }
        return switch (assessment.level()) {
            case TRUSTED, UNKNOWN -> false;
            case LOW, ELEVATED, HIGH -> percent(assessment) >= threshold;
        };
    }

    private static String words(Verdict verdict, CallerNameOptions options, boolean tagged) {
        Registration registration = verdict.found().registration();
        if (registration != null) {
            return registered(registration.name(), verdict.assessment().spoofSuspected(), options);
        }
        if (!tagged) {
            return "";
        }
        Category category = verdict.assessment().category();
        if (category != null && category.negative()) {
            return name(category, options) + " " + percent(verdict.assessment());
        }
        if (verdict.assessment().spoofSuspected()) {
            return options.language() == Language.ZH ? "疑似伪造号码" : options.terse() ? "FORGED ID" : "forged caller id";
        }
        return verdict.number().kind() == NumberKind.IMPOSSIBLE
                        || verdict.assessment().level() == Level.LOW
                ? ""
                : Integer.toString(percent(verdict.assessment()));
    }

    private static String registered(Label name, boolean forged, CallerNameOptions options) {
        String shown = options.language() == Language.ZH ? name.zh() : name.en();
        if (options.terse()) {
            shown = ascii(shown) ? shown.toUpperCase(Locale.ROOT) : "";
        }
        if (!forged) {
            return shown;
        }
        return options.language() == Language.ZH ? "疑似冒用 " + shown : options.terse() ? "FORGED ID" : "forged? " + shown;
    }

    private static String name(Category category, CallerNameOptions options) {
        if (options.terse()) {
            return terse(category);
        }
        return (options.language() == Language.ZH ? CHINESE : ENGLISH).name(category);
    }

    /** Words that fit the 15 characters of a CNAM record (T1.641). */
    private static String terse(Category category) {
        return switch (category) {
            case LEGITIMATE -> "";
            case DEBT_COLLECTION -> "COLLECTOR";
            case DEBT_COLLECTION_HARASSMENT -> "HARASSER";
            case THIRD_PARTY_CONTACT -> "TELLS OTHERS";
            case THREAT -> "THREATS";
            case IMPERSONATION -> "IMPOSTOR";
            case SMS_BOMBING -> "SMS BOMB";
            case CALL_BOMBING -> "CALL BOMB";
            case TELEMARKETING -> "SALES";
            case SILENT_CALL -> "SILENT";
            case LOAN_OFFER -> "LOANS";
            case OTHER_UNWANTED -> "UNWANTED";
            case FRAUD, PHISHING, ROBOCALL, SURVEY, POLITICAL, GAMBLING -> category.name();
        };
    }

    static int percent(Assessment assessment) {
        return (int) Math.round(assessment.risk() * 100);
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static String cut(String text, int longest) {
        StringBuilder kept = new StringBuilder(longest);
        int count = 0;
        for (int i = 0; i < text.length() && count < longest; count++) {
            int point = text.codePointAt(i);
            kept.appendCodePoint(Character.isISOControl(point) || point == 0x2028 || point == 0x2029 ? ' ' : point);
            i += Character.charCount(point);
        }
        return kept.toString().stripTrailing();
    }
}

package org.zhenhao.number;

import java.util.Locale;
import java.util.Set;

/**
 * The words and codes by which networks and phones say that a caller id is withheld or not available.
 *
 * <p>After Android's old call-log codes (-1 to -3), RFC 3261 and RFC 5079 (anonymous), the modem codes P and O, and the
 * wording of handsets.
 */
final class HiddenWords {
    /** The key of all callers that show nothing. */
    static final String KEY = "withheld";

    private static final int LONGEST = 24;
    private static final Set<String> WORDS = Set.of(
            KEY,
            "anonymous",
            "anonymous caller",
            "private",
            "private number",
            "private caller",
            "unavailable",
            "unknown",
            "unknown number",
            "unknown caller",
            "out of area",
            "restricted",
            "blocked",
            "blocked number",
            "hidden",
            "hidden number",
            "number withheld",
            "payphone",
            "no caller id",
            "no number",
            "未知",
            "未知号码",
            "未知来电",
            "未显示号码",
            "无法显示",
            "无法显示号码",
            "无号码",
            "无主叫号码",
            "无来电显示",
            "隐藏号码",
            "号码隐藏",
            "隐私号码",
            "私人号码",
            "私密号码",
            "保密号码",
            "匿名",
            "匿名号码",
            "匿名来电",
            "公用电话");
    private static final Set<String> CODES = Set.of("-1", "-2", "-3", "P", "O", "p", "o");

    private HiddenWords() {}

    /** Whether the trimmed text says that there is no caller id; an empty text does. */
    static boolean hidden(String text, Channel channel) {
        if (text.isEmpty()) {
            return true;
        }
        if (text.length() <= 2) {
            return channel == Channel.CALL && CODES.contains(text) || WORDS.contains(text);
        }
        return text.length() <= LONGEST && WORDS.contains(text.toLowerCase(Locale.ROOT));
    }
}

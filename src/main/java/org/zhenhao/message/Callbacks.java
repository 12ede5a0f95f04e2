package org.zhenhao.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;

/** Finds the telephone numbers that a text wants to be called. */
final class Callbacks {
    private static final int MOST = 5;

    /** Foreign numbers with a plus; Chinese mobile, 400 and 800 numbers, fixed lines with their area code, and 95, 96, 123 and 100 codes. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,/A-Za-z])(?:\\+\\d[\\d -]{7,17}\\d"
            + "|(?:0086|86)?[ -]?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}"
            + "|[48]00[ -]?\\d{3,4}[ -]?\\d{3,4}"
            + "|0\\d{2,3}[ -]?\\d{7,8}"
            + "|9[56]\\d{3,6}|12[03]\\d{2}|100[0-9]{2}|96110|110|12110)(?![\\d.,%A-Za-z元])");

    private Callbacks() {}

    /** The numbers of a text by their canonical form, at most five. */
    static List<ParsedNumber> of(String text, NumberParser parser) {
        Map<String, ParsedNumber> found = new LinkedHashMap<>();
        Matcher match = NUMBER.matcher(text);
        while (found.size() < MOST && match.find()) {
            try {
                ParsedNumber number = parser.parse(match.group(), Channel.CALL, "CN");
                if (number.kind() != NumberKind.IMPOSSIBLE && number.kind() != NumberKind.LOCAL_FIXED) {
                    found.putIfAbsent(number.key(), number);
                }
            } catch (RefusedNumberException none) {
                // Digits that are no number.
            }
        }
        return new ArrayList<>(found.values());
    }
}

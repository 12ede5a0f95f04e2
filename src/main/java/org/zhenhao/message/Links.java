package org.zhenhao.message;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds links in a text, written with a scheme or without, and what is odd about them. Nothing is ever fetched. */
final class Links {
    private static final int MOST = 10;
    private static final Pattern LINK = Pattern.compile(
            "(?i)(https?://)?((?:\\d{1,3}\\.){3}\\d{1,3}|(?:[\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\d-]{1,63}\\.){1,5}"
                    + "[\\p{IsLatin}\\p{IsCyrillic}][\\p{IsLatin}\\p{IsCyrillic}\\d-]{1,20})(?::\\d{1,5})?(/[!-~]{0,300})?");

    /** Hosts that hide where a link leads. */
    private static final Set<String> SHORTENERS = Set.of(
            "t.cn",
            "url.cn",
            "dwz.cn",
            "suo.im",
            "suo.nz",
            "mrw.so",
            "tb.cn",
            "3.cn",
            "u.jd.com",
            "bit.ly",
            "tinyurl.com",
            "goo.gl",
            "t.co",
            "is.gd",
            "ow.ly",
            "cutt.ly",
            "rb.gy",
            "s.id",
            "reurl.cc",
            "tiny.cc",
            "shorturl.at");

    private Links() {}

    /** What can be odd about a link. */
    enum Oddity {
        /** A service that hides where it leads. */
        SHORTENED,
        /** An address in place of a name. */
        BARE_ADDRESS,
        /** Letters of several scripts in one name, or such letters encoded. */
        MIXED_SCRIPTS,
        /** It leads to an application to install. */
        APPLICATION
    }

    /**
     * A link.
     *
     * @param host in lower case
     */
    record Link(String host, Set<Oddity> oddities) {}

    /** The links of a text, at most ten. */
    static List<Link> of(String text) {
        List<Link> links = new ArrayList<>();
        Matcher match = LINK.matcher(text);
        while (links.size() < MOST && match.find()) {
            String host = match.group(2).toLowerCase(Locale.ROOT);
            boolean name = Character.isLetter(host.charAt(host.length() - 1));
            boolean schemed = match.group(1) != null;
            // 3.50 is no link; four numbers are one only behind a scheme.
            if (name || schemed) {
                links.add(new Link(host, oddities(host, match.group(3) == null ? "" : match.group(3), name)));
            }
        }
        return links;
    }

    private static Set<Oddity> oddities(String host, String path, boolean name) {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        if (!name) {
            oddities.add(Oddity.BARE_ADDRESS);
        }
        if (SHORTENERS.contains(host.startsWith("www.") ? host.substring("www.".length()) : host)) {
            oddities.add(Oddity.SHORTENED);
        }
        if (host.contains("xn--") || scripts(host) > 1) {
            oddities.add(Oddity.MIXED_SCRIPTS);
        }
        String file = path.toLowerCase(Locale.ROOT).replaceAll("[?#].*", "");
        if (file.endsWith(".apk") || file.endsWith(".mobileconfig") || file.endsWith(".ipa")) {
            oddities.add(Oddity.APPLICATION);
        }
        return oddities;
    }

    private static int scripts(String host) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        host.codePoints().filter(Character::isLetter).forEach(point -> scripts.add(UnicodeScript.of(point)));
        return scripts.size();
    }
}

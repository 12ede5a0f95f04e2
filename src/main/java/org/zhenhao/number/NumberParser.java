package org.zhenhao.number;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.RefusedNumberException.Reason;
import org.zhenhao.number.SpoofTell.Type;

/**
 * Turns a caller id as presented into a canonical {@link ParsedNumber}. Immutable and safe for use by many threads.
 *
 * <p>Chinese shapes are read by tables of this package; other countries' numbers by libphonenumber, whose metadata is
 * loaded when the parser is created. Nothing is parsed leniently: letters never become digits.
 */
public final class NumberParser {
    /** Most characters of a caller id that is no URI. */
    public static final int LONGEST = 64;

    private static final int LONGEST_URI = 256;
    private static final int MOST_DIGITS = 32;
    private static final int LONGEST_EXTENSION = 6;
    private static final String CHINA = Finding.CN;
    private static final String RAW = "raw-";
    private static final Finding WITHHELD = new Finding(
            HiddenWords.KEY, NumberKind.WITHHELD, null, null, null, List.of(new SpoofTell(Type.WITHHELD_NUMBER, null)));

    private final ForeignNumbers foreign = new ForeignNumbers();

    private NumberParser() {}

    /** A parser with the numbering plans of all countries loaded. */
    public static NumberParser create() {
        return new NumberParser();
    }

    /** Whether {@code region} is an ISO 3166 code whose numbering plan is known. */
    public boolean supports(String region) {
        return foreign.supports(region);
    }

    /**
     * Parses a caller id.
     *
     * @param raw the caller id as the network presented it: number, code, sender, tel: or sip: URI, a word for a withheld
     *     number, or nothing; a key of an earlier parse gives that key again
     * @param channel how the contact was made
     * @param region ISO 3166 code of the callee's country, in upper case; numbers without a country code belong to it
     * @throws RefusedNumberException if no network presents such a text, or the region is not known
     */
    public ParsedNumber parse(String raw, Channel channel, String region) {
        if (!region.equals(CHINA) && !foreign.supports(region)) {
            throw new RefusedNumberException(Reason.UNKNOWN_REGION);
        }
        int start = plainStart(raw);
        if (start >= 0) {
            Finding found = number(start == 1, start == 1 ? raw.substring(1) : raw, channel, region);
            return finish(raw, found, Verstat.NONE);
        }
        return parseText(raw, channel, region);
    }

    /** 0 if the text is digits only, 1 if it is a plus and digits, -1 otherwise. */
    private static int plainStart(String raw) {
        int length = raw.length();
        if (length < 3 || length > MOST_DIGITS) {
            return -1;
        }
        int start = raw.charAt(0) == '+' ? 1 : 0;
        for (int i = start; i < length; i++) {
            char c = raw.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
        }
        return start;
    }

    private ParsedNumber parseText(String raw, Channel channel, String region) {
        if (raw.length() > LONGEST_URI) {
            throw new RefusedNumberException(Reason.TOO_LONG);
        }
        String text = Characters.strip(raw);
        UriForm uri = UriForm.of(text);
        if (uri != null) {
            return finish(raw, uri(uri, channel, region), uri.verstat());
        }
        return finish(raw, text(text, channel, region), Verstat.NONE);
    }

    private Finding uri(UriForm uri, Channel channel, String region) {
        if (uri.anonymous()) {
            return WITHHELD;
        }
        String text = Characters.strip(uri.number());
        if (uri.context() != null && text.charAt(0) != '+' && !SenderIds.alphanumeric(text)) {
            Presented presented = InputScanner.scan(text);
            boolean home = uri.context().equals("86");
            Finding found = home
                    ? number(false, presented.digits(), channel, CHINA)
                    : number(true, uri.context() + presented.digits(), channel, region);
            return found.withExtension(uri.extension());
        }
        return text(text, channel, region).withExtension(uri.extension());
    }

    private Finding text(String text, Channel channel, String region) {
        if (text.length() > LONGEST) {
            throw new RefusedNumberException(OddInput.reason(text, Reason.TOO_LONG));
        }
        if (HiddenWords.hidden(text, channel)) {
            return WITHHELD;
        }
        Finding key = key(text, channel, region);
        if (key != null) {
            return key;
        }
        if (channel == Channel.SMS && SenderIds.alphanumeric(text)) {
            return SenderIds.read(text, region);
        }
        OddInput.refuseLookAlikes(text);
        Presented presented = InputScanner.scan(text);
        return presented(presented, channel, region);
    }

    private Finding presented(Presented p, Channel channel, String region) {
        Finding found = number(p.plus(), p.digits(), channel, region);
        int group = p.lastGroup();
        if (found.kind() == NumberKind.IMPOSSIBLE && p.extension() == null && group > 0 && group <= LONGEST_EXTENSION) {
            // 010-60606666-8001: the last group is an extension if the rest is a fixed line.
            int cut = p.digits().length() - group;
            Finding shorter = cut < 2 ? found : number(p.plus(), p.digits().substring(0, cut), channel, region);
            if (shorter.kind() == NumberKind.FIXED) {
                return shorter.withExtension(p.digits().substring(cut));
            }
        }
        return found.withExtension(p.extension());
    }

    /** What digits are, given what stood before them. */
    private Finding number(boolean plus, String digits, Channel channel, String region) {
        if (plus) {
            if (digits.startsWith("86")) {
                return home(ChinaPlan.withCountryCode(digits.substring(2), "+".concat(digits), false, channel), region);
            }
            return foreign.international(digits, "+".concat(digits), region);
        }
        if (!region.equals(CHINA)) {
            return foreign.national(digits, region, channel);
        }
        if (digits.charAt(0) != '0' || digits.charAt(1) != '0') {
            return ChinaPlan.read(digits, channel);
        }
        if (digits.length() == 2) {
            throw new RefusedNumberException(Reason.TOO_SHORT);
        }
        if (digits.startsWith("0086")) {
            return ChinaPlan.withCountryCode(digits.substring(4), digits, true, channel);
        }
        return foreign.international(digits.substring(2), digits, region);
    }

    private static Finding home(Finding found, String region) {
        return region.equals(CHINA) ? found : found.withTell(Type.INTL_ORIGIN);
    }

    private static ParsedNumber finish(String raw, Finding found, Verstat verstat) {
        ParsedNumber parsed = new ParsedNumber(
                raw,
                found.key(),
                found.kind(),
                found.region(),
                found.gateway(),
                found.extension(),
                Verstat.NONE,
                found.tells());
        return verstat == Verstat.NONE ? parsed : parsed.withVerstat(verstat);
    }

    /** Reads a key that an earlier parse gave, or returns null if the text is none. */
    private @Nullable Finding key(String text, Channel channel, String region) {
        if (text.startsWith(RAW)) {
            return rawKey(text);
        }
        if (text.length() < 4 || text.charAt(2) != '-') {
            return null;
        }
        String prefix = text.substring(0, 2);
        String rest = text.substring(3);
        if (prefix.equals(CHINA)) {
            return chinaKey(rest, channel);
        }
        // Elsewhere such a prefix may be part of a sender, as with the headers of Indian operators.
        if (!prefix.equals(region) && !region.equals(CHINA) || !foreign.supports(prefix)) {
            return null;
        }
        if (SenderIds.alphanumeric(rest)) {
            return SenderIds.read(rest, prefix);
        }
        return plainStart(rest) == 0 ? foreign.national(rest, prefix, Channel.SMS) : null;
    }

    private static @Nullable Finding chinaKey(String rest, Channel channel) {
        if (SenderIds.alphanumeric(rest) && rest.indexOf(";area=") < 0) {
            return SenderIds.read(rest, CHINA);
        }
        int area = rest.indexOf(";area=");
        String digits = area < 0 ? rest : "0" + rest.substring(area + 6) + rest.substring(0, area);
        return plainStart(digits) == 0 ? ChinaPlan.read(digits, channel) : null;
    }

    /** An impossible shape stays one whatever the channel: the key says what an earlier parse decided. */
    private @Nullable Finding rawKey(String text) {
        String shown = text.substring(RAW.length());
        int start = shown.startsWith("+") ? 1 : 0;
        int digits = shown.length() - start;
        if (digits < 2 || digits > MOST_DIGITS || !shown.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        Finding found = start == 0 && shown.equals("00")
                ? Finding.impossible(shown)
                : number(start == 1, shown.substring(start), Channel.CALL, CHINA);
        return found.key().equals(text) ? found : Finding.impossible(shown);
    }
}

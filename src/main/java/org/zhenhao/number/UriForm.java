package org.zhenhao.number;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.RefusedNumberException.Reason;

/**
 * Takes tel: (RFC 3966) and sip: (RFC 3261) URIs apart.
 *
 * @param number what stands where the number belongs, decoded
 * @param extension the ext parameter
 * @param context digits of a global phone-context, without plus
 * @param verstat the verstat parameter
 * @param anonymous whether the host says that the caller is anonymous
 */
record UriForm(
        String number, @Nullable String extension, @Nullable String context, Verstat verstat, boolean anonymous) {

    private static final int LONGEST_CONTEXT = 4;

    /** The text after the scheme and which scheme it is, or null if the text is no such URI. */
    static @Nullable UriForm of(String text) {
        String uri = text;
        int open = text.indexOf('<');
        if (open >= 0 && text.endsWith(">")) {
            uri = text.substring(open + 1, text.length() - 1);
        }
        if (uri.regionMatches(true, 0, "tel:", 0, 4)) {
            return parse(uri.substring(4), "");
        }
        int scheme = uri.regionMatches(true, 0, "sip:", 0, 4) ? 4 : uri.regionMatches(true, 0, "sips:", 0, 5) ? 5 : 0;
        if (scheme == 0) {
            return null;
        }
        String rest = uri.substring(scheme);
        int headers = rest.indexOf('?');
        rest = headers < 0 ? rest : rest.substring(0, headers);
        int at = rest.lastIndexOf('@');
        return at < 0 ? parse(rest, "") : parse(rest.substring(0, at), rest.substring(at + 1));
    }

    private static UriForm parse(String user, String host) {
        String[] userParts = user.split(";", -1);
        String[] hostParts = host.split(";", -1);
        String number = userParts[0];
        int password = number.indexOf(':');
        number = decode(password < 0 ? number : number.substring(0, password)).strip();
        if (number.isEmpty()) {
            throw new RefusedNumberException(Reason.EMPTY);
        }
        String verstat = parameter(hostParts, "verstat");
        return new UriForm(
                number,
                parameter(userParts, "ext"),
                context(parameter(userParts, "phone-context")),
                Verstat.of(verstat == null ? parameter(userParts, "verstat") : verstat),
                hostParts[0].toLowerCase(Locale.ROOT).endsWith("anonymous.invalid"));
    }

    private static @Nullable String parameter(String[] parts, String name) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.length() > name.length()
                    && part.charAt(name.length()) == '='
                    && part.regionMatches(true, 0, name, 0, name.length())) {
                return part.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Country-code digits of a context such as +86; a domain name as context says nothing. */
    private static @Nullable String context(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String decoded = decode(value);
        if (decoded.length() < 2 || decoded.length() > LONGEST_CONTEXT || decoded.charAt(0) != '+') {
            return null;
        }
        for (int i = 1; i < decoded.length(); i++) {
            if (decoded.charAt(i) < '0' || decoded.charAt(i) > '9') {
                return null;
            }
        }
        return decoded.substring(1);
    }

    /** Undoes percent-encoding of single bytes; a broken escape stays and is refused later. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high >= 2 && high < 8 && low >= 0) {
                    decoded.append((char) (high * 16 + low));
                    i += 2;
                    continue;
                }
            }
            decoded.append(c);
        }
        return decoded.toString();
    }
}

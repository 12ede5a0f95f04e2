package org.zhenhao.number;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller id in canonical form. Names for people (carrier, place, usual notation) come from {@link NumberDisplay}.
 *
 * @param input the caller id as presented
 * @param key the canonical form: E.164 with plus for subscribers, {@code CN-95588} for national codes, {@code CN-ICBC}
 *     for alphanumeric senders, {@code withheld}, {@code raw-…} for impossible shapes; at most 64 characters. Parsing a
 *     key gives the same key and kind again.
 * @param kind what it is
 * @param region ISO 3166 region the number belongs to, if any
 * @param gateway the anatomy of a 106 gateway code, if the number has that shape
 * @param extension digits after the number proper: an extension, or what a service code had appended
 * @param verstat the STIR/SHAKEN verification status that came with a SIP URI
 * @param tells what about the shape suggests forgery, strongest first; empty for an ordinary number
 */
public record ParsedNumber(
        String input,
        String key,
        NumberKind kind,
        @Nullable String region,
        @Nullable Gateway gateway,
        @Nullable String extension,
        Verstat verstat,
        List<SpoofTell> tells) {

    /** The same number with a verification status that came beside it; a failed one is a tell. */
    public ParsedNumber withVerstat(Verstat status) {
        Finding found = new Finding(key, kind, region, gateway, extension, tells);
        boolean known = verstat == Verstat.FAILED;
        Finding told = status == Verstat.FAILED && !known ? found.withTell(SpoofTell.Type.VERSTAT_FAILED) : found;
        return new ParsedNumber(input, key, kind, region, gateway, extension, status, told.tells());
    }
}

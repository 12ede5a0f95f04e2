package org.zhenhao.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;

/**
 * An institution as lookups and verifications see it.
 *
 * @param id its id
 * @param name its name
 * @param kind what it is
 * @param aliases other names it goes by
 * @param hotline the number to call back, canonical; null if none is known
 * @param completeCalls whether it calls from no other numbers than the listed ones
 * @param completeTexts the same of texts
 * @param staleAt Unix second from which its list is no longer sure to be up to date; {@link Long#MAX_VALUE} if never
 */
public record InstitutionInfo(
        String id,
        Label name,
        InstitutionKind kind,
        List<String> aliases,
        @Nullable String hotline,
        boolean completeCalls,
        boolean completeTexts,
        long staleAt) {

    /** The same with a number to call back, if it has none of its own. */
    InstitutionInfo orHotline(@Nullable String number) {
        return hotline != null || number == null
                ? this
                : new InstitutionInfo(id, name, kind, aliases, number, completeCalls, completeTexts, staleAt);
    }
}

package org.zhenhao.verification;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;

/**
 * Whom a caller claims to be.
 *
 * @param id of the institution in the registry; null for an authority that has no entry there
 * @param callBack canonical number to call back, null if none is known
 * @param authority whether it is an authority, which does not call from abroad
 * @param completeCalls whether it calls from listed numbers only
 * @param completeTexts the same of texts
 * @param staleAt Unix second from which its list is not sure to be up to date
 */
record Claimed(
        @Nullable String id,
        Label name,
        @Nullable String callBack,
        boolean authority,
        boolean completeCalls,
        boolean completeTexts,
        long staleAt) {}

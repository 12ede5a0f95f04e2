package org.zhenhao.verification;

import org.jspecify.annotations.Nullable;

/** Whom a claim's text means, worked out once; good until the registry changes. Immutable. */
public final class ClaimedInstitution {
    private final @Nullable Claimed claimed;
    private final Object version;

    ClaimedInstitution(@Nullable Claimed claimed, Object version) {
        this.claimed = claimed;
        this.version = version;
    }

    @Nullable
    Claimed claimed() {
        return claimed;
    }

    /** Whether it was made from this state of the registry; the object tells one from another. */
    boolean isOf(Object state) {
        return version == state;
    }
}

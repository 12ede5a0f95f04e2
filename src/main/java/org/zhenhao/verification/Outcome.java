package org.zhenhao.verification;

import java.util.Locale;

/** What became of a claim, the worst first: of several checks the worst is the answer. */
public enum Outcome {
    /** What is published speaks against it. */
    CONTRADICTED,
    /** It was so once. */
    EXPIRED,
    /** Nothing is known that speaks for it or against it: no proof of anything. */
    NOT_LISTED,
    /** The list that would tell has not been confirmed for too long. */
    REGISTRY_STALE,
    /** It is listed. A caller id can be forged all the same. */
    CONFIRMED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    Outcome worse(Outcome other) {
        return compareTo(other) <= 0 ? this : other;
    }
}

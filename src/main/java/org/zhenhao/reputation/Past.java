package org.zhenhao.reputation;

import org.zhenhao.score.Evidence;

/** Knows what was known before: makes evidence anew from the reports on contacts up to a time. */
public interface Past {
    /**
     * The evidence on the same number at a time. Blocks on the store.
     *
     * @param present what is known now
     * @param asOf Unix seconds
     * @throws StoreUnavailableException if the store cannot be read
     */
    Evidence at(Evidence present, long asOf);
}

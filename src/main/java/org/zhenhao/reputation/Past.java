package org.zhenhao.reputation;

import java.util.List;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Witness;

/** Knows what was known before: makes evidence anew from the reports on contacts up to a time. */
public interface Past {
    /**
     * The evidence on the same numbers at a time, that on their blocks included, in order. Blocks on the store.
     *
     * @param present what is known now
     * @param asOf Unix seconds
     * @throws StoreUnavailableException if the store cannot be read
     */
    List<Evidence> at(List<Evidence> present, long asOf);

    /**
     * Every stored report on contacts up to a time, in any order and state. Blocks on the store.
     *
     * @param number key of the number
     * @param asOf Unix seconds
     * @throws StoreUnavailableException if the store cannot be read
     */
    List<Witness> witnesses(String number, long asOf);
}

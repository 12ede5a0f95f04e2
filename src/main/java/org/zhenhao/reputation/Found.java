package org.zhenhao.reputation;

import org.jspecify.annotations.Nullable;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Inheritance;

/**
 * What is known of a number.
 *
 * @param evidence what a score is made from
 * @param registration what the registry says of it, null if nothing
 * @param stale whether the store is down and this is what was known before
 * @param tier the slowest tier that had to be asked
 */
public record Found(Evidence evidence, @Nullable Registration registration, boolean stale, Tier tier) {
    /** The same with what the number inherits of a campaign. */
    public Found inheriting(Inheritance inheritance) {
        return new Found(evidence.inheriting(inheritance), registration, stale, tier);
    }
}

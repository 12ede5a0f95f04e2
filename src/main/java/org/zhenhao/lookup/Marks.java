package org.zhenhao.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.conduct.Conduct;
import org.zhenhao.verification.NearMiss;

/**
 * What is known of a number apart from its score.
 *
 * @param nearMiss the official number that it imitates, null if none
 * @param conduct what is reported of its conduct, null if nothing
 * @param disputed whether its holder contests what is said of it
 */
public record Marks(@Nullable NearMiss nearMiss, @Nullable Rated conduct, boolean disputed) {
    /** Of a number that nothing is known of. */
    static final Marks NONE = new Marks(null, null, false);

    /**
     * Conduct held against a rule set.
     *
     * @param rules id of the rule set
     * @param breaches the rules that it is probably against
     */
    public record Rated(String rules, Conduct conduct, List<Conduct.Breach> breaches) {}
}

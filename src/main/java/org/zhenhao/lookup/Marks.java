package org.zhenhao.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.conduct.Conduct;
import org.zhenhao.verification.NearMiss;

/**
 * What is known of a number apart from its score.
 *
 * @param nearMiss the official number that it imitates, null if none
 * @param conduct what is reported of its conduct, null if nothing
 * @param disputed whether its holder contests what is said of it
 * @param campaign the campaign it belongs to, null if none
 */
public record Marks(
        @Nullable NearMiss nearMiss,
        @Nullable Rated conduct,
        boolean disputed,
        Campaigns.@Nullable Membership campaign) {
    /** Of a number that nothing is known of. */
    static final Marks NONE = new Marks(null, null, false, null);

    /**
     * Conduct held against a rule set.
     *
     * @param rules id of the rule set
     * @param breaches the rules that it is probably against
     * @param thirdParties whether people who do not know each other were contacted about one matter
     */
    public record Rated(String rules, Conduct conduct, List<Conduct.Breach> breaches, boolean thirdParties) {}
}

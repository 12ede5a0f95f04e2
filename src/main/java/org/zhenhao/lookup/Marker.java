package org.zhenhao.lookup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.conduct.Conduct;
import org.zhenhao.conduct.ConductBook;
import org.zhenhao.dispute.OpenDisputes;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.score.Evidence;
import org.zhenhao.verification.Guard;
import org.zhenhao.verification.NearMiss;

/** Finds what is known of a number apart from its score. Thread-safe; no I/O; nothing to do for most numbers. */
@Singleton
class Marker {
    private final Guard guard;
    private final ConductBook conduct;
    private final OpenDisputes disputes;
    private final Campaigns campaigns;

    @Inject
    Marker(Guard guard, ConductBook conduct, OpenDisputes disputes, Campaigns campaigns) {
        this.campaigns = campaigns;
        this.guard = guard;
        this.conduct = conduct;
        this.disputes = disputes;
    }

    /** The campaign that a number belongs to, as far as it was known at a time; null if none. */
    Campaigns.@Nullable Membership membership(Evidence evidence, long now) {
        return campaigns.of(evidence, now);
    }

    Marks of(Found found, long now) {
        Campaigns.Membership membership = membership(found.evidence(), now);
        ParsedNumber number = found.evidence().number();
        NearMiss nearMiss = guard.nearMiss(number);
        // Facts of conduct come with reports: where there are none, there is nothing to look for.
        Conduct told = found.evidence().tally().isEmpty() ? null : conduct.of(number.key(), now);
        boolean disputed = disputes.contains(number.key());
        boolean nothing = nearMiss == null && told == null && !disputed && membership == null;
        return nothing ? Marks.NONE : new Marks(nearMiss, rated(told, membership), disputed, membership);
    }

    private Marks.@Nullable Rated rated(@Nullable Conduct told, Campaigns.@Nullable Membership membership) {
        boolean thirdParties = membership != null && membership.inheritance().thirdParties();
        if (told == null && !thirdParties) {
            return null;
        }
        Conduct facts =
                told == null ? Conduct.untold(Objects.requireNonNull(membership).last()) : told;
        return new Marks.Rated(
                conduct.rules().id(), facts, facts.breaches(conduct.rules(), thirdParties), thirdParties);
    }
}

package org.zhenhao.casefile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Past;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;

/**
 * What the service says of a number as of a time in the past, the campaign it was known to belong to then included, as far as that is
 * still stored. Thread-safe; blocks.
 */
@Singleton
class PastVerdicts {
    private static final int PATIENCE_SECONDS = 5;

    private final Reputation reputation;
    private final Past past;
    private final Scorer scorer;
    private final Campaigns campaigns;

    @Inject
    PastVerdicts(Reputation reputation, Past past, Scorer scorer, Campaigns campaigns) {
        this.campaigns = campaigns;
        this.reputation = reputation;
        this.past = past;
        this.scorer = scorer;
    }

    /** The verdict in short, or null if the store cannot tell now. */
    CaseFile.@Nullable Brief asOf(ParsedNumber number, long at) {
        try {
            Evidence evidence = reputation
                    .find(number)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .evidence();
            Evidence then = past.at(List.of(evidence), at).get(0);
            Campaigns.Membership kin = campaigns.of(then, at);
            Assessment verdict = scorer.assess(kin == null ? then : then.inheriting(kin.inheritance()), at);
            return new CaseFile.Brief(
                    (int) Math.round(verdict.risk() * 100),
                    Math.round(verdict.confidence() * 100) / 100.0,
                    verdict.level().wire(),
                    verdict.action().wire(),
                    verdict.category() == null ? null : verdict.category().wire(),
                    kin == null ? null : campaign(kin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    private static CaseFile.Campaign campaign(Campaigns.Membership kin) {
        return new CaseFile.Campaign(
                kin.campaign(),
                kin.inheritance().others(),
                Math.round(kin.inheritance().share() * 100) / 100.0,
                kin.links());
    }
}

package org.zhenhao.casefile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Past;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;

/** What the service says of a number as of a time in the past. Thread-safe; blocks. */
@Singleton
class PastVerdicts {
    private static final int PATIENCE_SECONDS = 5;

    private final Reputation reputation;
    private final Past past;
    private final Scorer scorer;

    @Inject
    PastVerdicts(Reputation reputation, Past past, Scorer scorer) {
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
            Assessment verdict = scorer.assess(then, at);
            return new CaseFile.Brief(
                    (int) Math.round(verdict.risk() * 100),
                    Math.round(verdict.confidence() * 100) / 100.0,
                    verdict.level().wire(),
                    verdict.action().wire(),
                    verdict.category() == null ? null : verdict.category().wire());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }
}

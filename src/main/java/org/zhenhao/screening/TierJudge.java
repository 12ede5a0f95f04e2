package org.zhenhao.screening;

import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.registry.Registration;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.reputation.StoreUnavailableException;
import org.zhenhao.reputation.Tier;
import org.zhenhao.rows.Batch;
import org.zhenhao.rows.Judge;
import org.zhenhao.rows.Opinion;
import org.zhenhao.rows.Refusal;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Judges numbers as a single lookup does: the same tiers, the same scorer. Numbers that no cache knows are asked for together.
 * Not thread-safe: one for each text.
 */
final class TierJudge implements Judge {
    /** Numbers of one load: few enough for a lookup that comes in between not to notice. */
    private static final int AT_ONCE = 2_048;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long LOAD_SECONDS = 60;

    private final Reputation reputation;
    private final Scorer scorer;
    private final Campaigns campaigns;
    private final Clock clock;
    private final Pace pace;
    private final long patienceNanos;
    private final boolean failing;
    private final Map<Assessment, Opinion> shared = new IdentityHashMap<>();
    private final List<ParsedNumber> numbers = new ArrayList<>(AT_ONCE);
    private final int[] rows = new int[AT_ONCE];

    /** What judging takes. */
    record Tools(Reputation reputation, Scorer scorer, Campaigns campaigns, Clock clock, Pace pace) {}

    /**
     * Makes a judge.
     *
     * @param patienceSeconds how long a store that is down is waited for
     * @param failing whether the judge fails after that; otherwise the rows are refused
     */
    TierJudge(Tools tools, long patienceSeconds, boolean failing) {
        this.reputation = tools.reputation;
        this.scorer = tools.scorer;
        this.campaigns = tools.campaigns;
        this.clock = tools.clock;
        this.pace = tools.pace;
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
        this.failing = failing;
    }

    @Override
    public void judge(Batch batch) throws InterruptedException {
        pace.yield(batch.size());
        numbers.clear();
        for (int row = 0; row < batch.size(); row++) {
            ParsedNumber number = batch.number(row);
            if (number != null && batch.refusal(row) == null) {
                rows[numbers.size()] = row;
                numbers.add(number);
                if (numbers.size() == AT_ONCE) {
                    answer(batch);
                }
            }
        }
        if (!numbers.isEmpty()) {
            answer(batch);
        }
    }

    private void answer(Batch batch) throws InterruptedException {
        List<@Nullable Found> found = find();
        long now = clock.instant().getEpochSecond();
        for (int i = 0; i < numbers.size(); i++) {
            if (found == null) {
                batch.refuse(rows[i], Refusal.UNAVAILABLE);
            } else {
                Found known = found.get(i);
                batch.answer(rows[i], known == null ? unknown(numbers.get(i), now) : opinion(known, now));
            }
        }
        numbers.clear();
    }

    /** What is known of the numbers; null if nobody could be asked for as long as there is patience. */
    private @Nullable List<@Nullable Found> find() throws InterruptedException {
        long from = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return reputation
                        .findMany(numbers, () -> pace.yield(0))
                        .toCompletableFuture()
                        .get(LOAD_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException failure) {
                if (!unavailable(failure)) {
                    throw new IllegalStateException(failure);
                }
            }
            if (System.nanoTime() - from > patienceNanos) {
                if (failing) {
                    throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE);
                }
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        }
    }

    private static boolean unavailable(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return failure instanceof TimeoutException || cause instanceof StoreUnavailableException;
    }

    /** Of a number nothing is known of: one object for all of its kind, whose columns are then written once and copied. */
    private Opinion unknown(ParsedNumber number, long now) {
        Assessment usual = scorer.unreported(number);
        if (usual != null) {
            return shared.computeIfAbsent(usual, one -> opinion(nothing(number), one, true));
        }
        return opinion(nothing(number), now);
    }

    private static Found nothing(ParsedNumber number) {
        return new Found(new Evidence(number, Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), null, false, Tier.FILTER);
    }

    private Opinion opinion(Found found, long now) {
        return opinion(found, scorer.gist(campaigns.inheriting(found.evidence(), now), now), false);
    }

    private static Opinion opinion(Found found, Assessment assessment, boolean shared) {
        Tally tally = found.evidence().tally();
        Assessment.BlockView block = assessment.block();
        Registration registration = found.registration();
        return new Opinion(
                assessment.level(),
                assessment.action(),
                percent(assessment.risk()),
                assessment.confidence(),
                assessment.category(),
                assessment.spoofSuspected(),
                tally.isEmpty()
                        ? Opinion.Counts.NONE
                        : new Opinion.Counts(tally.negative(), tally.positive(), tally.first(), tally.last()),
                block == null ? null : new Opinion.Block(block.prefix(), percent(block.risk()), block.numbers()),
                registration == null ? null : registration.name(),
                found.stale(),
                shared);
    }

    private static int percent(double risk) {
        return (int) Math.round(risk * 100);
    }
}

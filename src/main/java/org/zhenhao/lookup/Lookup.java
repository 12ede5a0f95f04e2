package org.zhenhao.lookup;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Past;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Explanation;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Witness;

/** Answers what a number is worth: finds what is known and scores it. Thread-safe; never blocks. */
@Singleton
class Lookup {
    private final Reputation reputation;
    private final Scorer scorer;
    private final NumberParser parser;
    private final Clock clock;
    private final LookupMetrics metrics;
    private final Shadow shadow;
    private final Past past;
    private final Marker marker;

    @Inject
    Lookup(
            Reputation reputation,
            Scorer scorer,
            NumberParser parser,
            Clock clock,
            LookupMetrics metrics,
            Shadow shadow,
            Past past,
            Marker marker) {
        this.marker = marker;
        this.shadow = shadow;
        this.past = past;
        this.reputation = reputation;
        this.scorer = scorer;
        this.parser = parser;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The verdict on what was found of a number, at a time. */
    Verdict verdict(Found found, long asOf) {
        return verdict(found, marks(found, asOf), asOf);
    }

    /** The same, where what is known apart from the score was looked for before. */
    Verdict verdict(Found found, Marks marks, long asOf) {
        Campaigns.Membership campaign = marks.campaign();
        Found known = campaign == null ? found : found.inheriting(campaign.inheritance());
        Verdict verdict = new Verdict(known, scorer.assess(known.evidence(), asOf), asOf, marks);
        given(verdict);
        return verdict;
    }

    /** What is known of a number apart from its score. */
    Marks marks(Found found, long asOf) {
        return marker.of(found, asOf);
    }

    /** Counts a verdict that is given to somebody. */
    void given(Verdict verdict) {
        metrics.answered(verdict);
        shadow.compare(verdict);
    }

    /** Why what was found of a number is worth what it is, at a time; fails as {@link #find} does. */
    CompletionStage<Explanation> explain(Found found, long asOf) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Campaigns.Membership membership = marker.membership(found.evidence(), asOf);
                    Evidence evidence = membership == null
                            ? found.evidence()
                            : found.evidence().inheriting(membership.inheritance());
                    List<Witness> witnesses = past.witnesses(evidence.number().key(), asOf);
                    return scorer.explain(evidence, witnesses, asOf);
                },
                Infrastructure.getDefaultWorkerPool());
    }

    /**
     * What was known of a number at a time in the past, its neighbours included: made anew from the stored reports. What was taken
     * back or held back since counts as it does today. Fails as {@link Reputation#find} does.
     */
    CompletionStage<Found> find(ParsedNumber number, long asOf) {
        return asOf >= now()
                ? find(number)
                : reputation
                        .find(number)
                        .thenCompose(found -> past(List.of(found), asOf).thenApply(then -> then.get(0)));
    }

    /** The same of some numbers, in order. */
    CompletionStage<List<Found>> findAll(List<ParsedNumber> numbers, long asOf) {
        return asOf >= now() ? findAll(numbers) : reputation.findAll(numbers).thenCompose(found -> past(found, asOf));
    }

    private CompletionStage<List<Found>> past(List<Found> found, long asOf) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Evidence> then =
                            past.at(found.stream().map(Found::evidence).toList(), asOf);
                    List<Found> result = new ArrayList<>(found.size());
                    for (int i = 0; i < found.size(); i++) {
                        Found now = found.get(i);
                        result.add(new Found(then.get(i), now.registration(), now.stale(), now.tier()));
                    }
                    return result;
                },
                Infrastructure.getDefaultWorkerPool());
    }

    /** What is known of a number; fails as {@link Reputation#find} does. */
    CompletionStage<Found> find(ParsedNumber number) {
        return reputation.find(number);
    }

    /** What is known of some numbers, in order; fails as {@link Reputation#find} does. */
    CompletionStage<List<Found>> findAll(List<ParsedNumber> numbers) {
        return reputation.findAll(numbers);
    }

    ParsedNumber parse(Question question) {
        return question.parse(parser);
    }

    /** The present, Unix seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }
}

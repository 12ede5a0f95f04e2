package org.zhenhao.lookup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Scorer;

/** Answers what a number is worth: finds what is known and scores it. Thread-safe; never blocks. */
@Singleton
class Lookup {
    private final Reputation reputation;
    private final Scorer scorer;
    private final NumberParser parser;
    private final Clock clock;
    private final LookupMetrics metrics;

    @Inject
    Lookup(Reputation reputation, Scorer scorer, NumberParser parser, Clock clock, LookupMetrics metrics) {
        this.reputation = reputation;
        this.scorer = scorer;
        this.parser = parser;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The verdict on what was found of a number, at a time. */
    Verdict verdict(Found found, long asOf) {
        Verdict verdict = new Verdict(found, scorer.assess(found.evidence(), asOf), asOf);
        metrics.answered(verdict);
        return verdict;
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

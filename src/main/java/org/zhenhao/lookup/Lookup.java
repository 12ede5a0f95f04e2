package org.zhenhao.lookup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Scorer;

/** Answers what a number is worth: finds what is known and scores it. Thread-safe; never blocks. */
@Singleton
public class Lookup {
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

    /** The verdict on a number, now; fails as {@link Reputation#find} does. */
    public CompletionStage<Verdict> verdict(ParsedNumber number) {
        return reputation.find(number).thenApply(found -> verdict(found, now()));
    }

    /** The verdicts on some numbers at a time, in order; fails as {@link Reputation#find} does. */
    CompletionStage<List<Verdict>> verdicts(List<ParsedNumber> numbers, long asOf) {
        return reputation.findAll(numbers).thenApply(all -> {
            List<Verdict> verdicts = new ArrayList<>(all.size());
            for (Found found : all) {
                verdicts.add(verdict(found, asOf));
            }
            return verdicts;
        });
    }

    /** The verdict on what was found of a number, at a time. */
    Verdict verdict(Found found, long asOf) {
        Verdict verdict = new Verdict(found, scorer.assess(found.evidence(), asOf), asOf);
        metrics.answered(verdict);
        return verdict;
    }

    CompletionStage<Found> find(ParsedNumber number) {
        return reputation.find(number);
    }

    ParsedNumber parse(Question question) {
        return question.parse(parser);
    }

    /** The present, Unix seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }
}

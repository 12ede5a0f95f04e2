package org.zhenhao.lookup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;

/** Gives other endpoints the verdicts that a lookup gives, from the same questions. Thread-safe; never blocks. */
@Singleton
public final class Verdicts {
    private final Lookup lookup;
    private final LookupMetrics metrics;

    @Inject
    Verdicts(Lookup lookup, LookupMetrics metrics) {
        this.lookup = lookup;
        this.metrics = metrics;
    }

    /**
     * What somebody asks: a caller id, and the parameters of a lookup, each null if it was not given.
     *
     * @param number the caller id as presented
     * @param region ISO 3166 code of the callee's country
     * @param channel {@code call} or {@code sms}
     * @param verstat STIR/SHAKEN verification status
     * @param presentation what the network says about showing the number
     */
    public record Inquiry(
            String number,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String verstat,
            @Nullable String presentation) {}

    /**
     * The number asked about.
     *
     * @throws org.zhenhao.problem.ProblemException if no network presents such a text or a parameter is none of its words
     */
    public ParsedNumber parse(Inquiry inquiry) {
        try {
            return lookup.parse(Question.of(
                    inquiry.number, inquiry.region, inquiry.channel, inquiry.verstat, inquiry.presentation));
        } catch (RuntimeException e) {
            metrics.refused();
            throw e;
        }
    }

    /** The verdict on a number now; fails with a {@link org.zhenhao.problem.ProblemException} if no tier can answer. */
    public CompletionStage<Verdict> of(ParsedNumber number) {
        return lookup.find(number).handle((found, failure) -> {
            if (found == null) {
                metrics.unavailable();
                throw Faults.lookup(failure);
            }
            return lookup.verdict(found, lookup.now());
        });
    }

    /** The verdicts on some numbers, in order; fails as {@link #of} does. */
    public CompletionStage<List<Verdict>> ofAll(List<ParsedNumber> numbers) {
        return lookup.findAll(numbers).handle((all, failure) -> {
            if (all == null) {
                metrics.unavailable();
                throw Faults.lookup(failure);
            }
            List<Verdict> verdicts = new ArrayList<>(all.size());
            for (Found found : all) {
                verdicts.add(lookup.verdict(found, lookup.now()));
            }
            return verdicts;
        });
    }
}

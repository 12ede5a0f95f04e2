package org.zhenhao.snapshot;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.published.PublicationRule;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Action;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Scorer;

/**
 * Makes published rows out of evidence. A number that fewer than the given networks reported gets none, so that nobody's single
 * report can be read out of what is published; nor does one under dispute. Not thread-safe.
 */
final class NumberRows implements Closeable {
    /** An elevated number stays so down to this score. */
    private static final double KEPT_ABOVE = 50;

    private final Scorer scorer;
    private final DisputedNumbers disputed;
    private final int networks;
    private final long now;
    private final NumberTable.@Nullable Reader previous;
    private @Nullable NumberRow before;

    NumberRows(Scorer scorer, DisputedNumbers disputed, int networks, long now, NumberTable.@Nullable Reader previous)
            throws IOException {
        this.scorer = scorer;
        this.disputed = disputed;
        this.networks = networks;
        this.now = now;
        this.previous = previous;
        this.before = previous == null ? null : previous.next();
    }

    /** The row of a number, or null if it is not published; numbers come in ascending order. */
    @Nullable
    NumberRow row(long id, Evidence evidence, @Nullable Registration registration) throws IOException {
        ParsedNumber number = evidence.number();
        boolean reported = evidence.tally().networkCount() >= networks && PublicationRule.shareable(evidence);
        if ((registration == null && !reported) || disputed.contains(number.key())) {
            return null;
        }
        NumberRow last = before(id, number.key());
        Assessment assessment = scorer.assess(evidence, now);
        double risk = assessment.risk() * 100;
        boolean kept = last != null
                && last.level() == Level.ELEVATED
                && assessment.level().code() < Level.ELEVATED.code()
                && assessment.level() != Level.TRUSTED
                && risk >= KEPT_ABOVE;
        Level level = kept ? Level.ELEVATED : assessment.level();
        // A row that changes anyhow is made anew.
        boolean same = last != null && last.level() == level;
        boolean own = registration != null;
        return new NumberRow(
                id,
                id > 0 && number.key().equals("+" + id) ? null : number.key(),
                number.kind(),
                level,
                kept ? Action.WARN : assessment.action(),
                Steps.figure(risk, Steps.SCORE, last != null && same ? last.score() : -1),
                Steps.figure(
                        assessment.confidence() * 100, Steps.CONFIDENCE, last != null && same ? last.confidence() : -1),
                own ? null : Steps.category(assessment, last == null ? null : last.category()),
                own ? 0 : Steps.count(evidence.tally().negative()),
                own ? 0 : Steps.count(evidence.tally().positive()),
                registration == null ? null : registration.name().zh());
    }

    private @Nullable NumberRow before(long id, String key) throws IOException {
        while (previous != null && before != null && before.number() < id) {
            before = previous.next();
        }
        return before != null && before.number() == id && before.key().equals(key) ? before : null;
    }

    @Override
    public void close() throws IOException {
        if (previous != null) {
            previous.close();
        }
    }
}

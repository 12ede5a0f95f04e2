package org.zhenhao.lookup;

import io.smallrye.config.ConfigMapping;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.NearSettings;
import org.zhenhao.reputation.Tier;
import org.zhenhao.score.Evidence;
import org.zhenhao.store.CannotStart;

/**
 * The answers given last about numbers that were asked for again and again, as they were written. One is given again for some
 * seconds while what it was made from is the very same: a report, an entry in the registry, a fact of conduct or a dispute
 * makes a new one at once. Thread-safe; never waits.
 *
 * <p>It may be given again because decay moves a score by less than 0.0001 in that time; {@code asOf} tells when it was made.
 */
@Singleton
final class RecentAnswers {
    /** For how many seconds an answer is given again: well below the minute that callers may keep one for. */
    static final long KEPT = 10;

    private static final int MOST = 1 << 20;
    private static final int MOST_UNASKED = 1 << 14;
    private static final int HEAP_EACH = 1 << 15;

    /** Answers whose numbers fall together share this many places. */
    private static final int WAYS = 8;

    private final Lookup lookup;
    private final VerdictWriter writer;
    /** The tier that finds what is asked for again and again, and finds the same objects while nothing has changed. */
    private final Tier again;

    private final AtomicReferenceArray<@Nullable Kept> kept;

    /**
     * @param hash of the input and the language; it and the next are of use because they lie here and the rest elsewhere
     * @param since when it was written, Unix seconds
     */
    private record Kept(
            int hash, long since, Verdict verdict, @Nullable CheckedClaim claim, Language language, Answer answer) {
        boolean gives(int askedHash, Language asked, @Nullable CheckedClaim checked) {
            // What was checked is the same object where it says the same.
            return hash == askedHash && language == asked && claim == checked;
        }
    }

    /** Settings of answers kept as they were written. */
    @ConfigMapping(prefix = "zhenhao.answers")
    interface Settings {
        /** How many answers are kept, each of about 1.5 kB; rounded up to a power of two; 0: none; if nobody says, see {@link #fitting}. */
        OptionalInt kept();
    }

    @Inject
    RecentAnswers(Lookup lookup, VerdictWriter writer, Settings settings, NearSettings near) {
        this(
                lookup,
                writer,
                settings.kept().orElseGet(() -> fitting(Runtime.getRuntime().maxMemory())),
                near.maxWeight().orElse(1) > 0 ? Tier.NEAR : Tier.REDIS);
    }

    RecentAnswers(Lookup lookup, VerdictWriter writer, int most, Tier again) {
        this.again = again;
        if (most < 0 || most > MOST) {
            throw CannotStart.because("zhenhao.answers.kept is 0 to " + MOST);
        }
        this.lookup = lookup;
        this.writer = writer;
        int slots = most == 0 ? 0 : Math.max(WAYS, Integer.highestOneBit(2 * most - 1));
        this.kept = new AtomicReferenceArray<>(slots);
    }

    /** One for each 32 kB of heap, up to 16,384: a power of two. More cost the collector of a small heap more than they save. */
    static int fitting(long heap) {
        return (int) Math.min(MOST_UNASKED, Long.highestOneBit(heap / HEAP_EACH));
    }

    /**
     * The answer about a number that was found now.
     *
     * @param claim what its caller says of himself, null if that was not asked for; it is checked each time
     * @param text whether he said it in a text rather than a call
     */
    Answer of(Found found, @Nullable AskedClaim claim, boolean text, Language language) {
        long now = lookup.now();
        Marks marks = lookup.marks(found, now);
        ParsedNumber number = found.evidence().number();
        CheckedClaim checked = claim == null ? null : claim.check(number, text, marks, language);
        // What other tiers say was not asked for of late, or is cheap to say anew.
        if (kept.length() == 0 || found.tier() != again || found.stale()) {
            return written(lookup.verdict(found, marks, now), checked, language);
        }
        int hash = number.input().hashCode() * 31 + language.ordinal();
        int first = (hash ^ hash >>> 16) & kept.length() - WAYS;
        int place = first;
        long oldest = Long.MAX_VALUE;
        for (int i = first; i < first + WAYS; i++) {
            Kept last = kept.getPlain(i);
            if (last != null && last.gives(hash, language, checked) && holds(last.verdict, found, marks, now)) {
                lookup.given(last.verdict);
                return last.answer;
            }
            long since = last == null ? 0 : last.since;
            if (since < oldest) {
                oldest = since;
                place = i;
            }
        }
        Verdict verdict = lookup.verdict(found, marks, now);
        Answer answer = written(verdict, checked, language);
        kept.setRelease(place, new Kept(hash, now, verdict, checked, language, answer));
        return answer;
    }

    private Answer written(Verdict verdict, @Nullable CheckedClaim claim, Language language) {
        return Answer.of(
                verdict, claim == null ? Answer.Extras.NONE : new Answer.Extras(null, claim), writer, language);
    }

    /** Whether a verdict is what would be said of this now. Items of the cache are never changed, only replaced. */
    private static boolean holds(Verdict verdict, Found found, Marks marks, long now) {
        Evidence then = verdict.found().evidence();
        Evidence evidence = found.evidence();
        return then.tally() == evidence.tally()
                && then.page() == evidence.page()
                && verdict.found().registration() == found.registration()
                && now >= verdict.asOf()
                && now - verdict.asOf() < KEPT
                && same(then.number(), evidence.number())
                && verdict.marks().equals(marks);
    }

    /** Whether two numbers are the same in all that an answer shows; as the record's own comparison, but faster. */
    private static boolean same(ParsedNumber one, ParsedNumber other) {
        return one.input().equals(other.input())
                && one.key().equals(other.key())
                && one.kind() == other.kind()
                && one.verstat() == other.verstat()
                && one.tells().equals(other.tells())
                && Objects.equals(one.region(), other.region())
                && Objects.equals(one.extension(), other.extension())
                && Objects.equals(one.gateway(), other.gateway());
    }
}

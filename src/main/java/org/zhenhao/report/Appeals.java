package org.zhenhao.report;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.reputation.StoreUnavailableException;

/**
 * Upholds the appeals of those whose numbers were reported wrongly, and reverses that. Thread-safe; every operation blocks on
 * the store and is durable when it returns, and the next lookup of this replica sees it.
 *
 * <p>Upholding overrules every opinion that speaks against the number, live or held back, counts it as a disagreement against
 * the reporters of the live ones, and credits the number with a bounded goodwill that decays like a legitimate report. The same
 * reporters cannot list the number again, whatever they report of it later, and reports from their networks weigh as though theirs
 * still stood before them: it takes others, from elsewhere.
 */
@Singleton
public final class Appeals {
    /** Longest reference that names an appeal, in characters. */
    public static final int LONGEST_REFERENCE = 80;

    /** Longest note, in characters. */
    public static final int LONGEST_NOTE = 500;

    private final Intake intake;
    private final Reputation reputation;
    private final MeterRegistry metrics;

    Appeals(Intake intake, Reputation reputation, MeterRegistry metrics) {
        this.intake = intake;
        this.reputation = reputation;
        this.metrics = metrics;
    }

    /**
     * Something that was done to a number after an appeal; what the audit list holds.
     *
     * @param id names the act, 13 digits and lower-case letters
     * @param number key of the number
     * @param act {@code uphold} or {@code reverse}
     * @param reference the name the appeal was upheld under; for a reversal one of its own
     * @param reverses the act that a reversal reverses, null otherwise
     * @param actor who decided, such as the id of a moderator's key
     * @param opinions how many opinions were overruled, or reinstated
     * @param reporters against how many reporters that was counted, or how many were pardoned
     * @param goodwill evidence of being legitimate that was given or taken, 0 to 14
     * @param note why, in the words of whoever decided
     */
    public record Act(
            String id,
            Instant at,
            String number,
            String act,
            String reference,
            @Nullable String reverses,
            String actor,
            int opinions,
            int reporters,
            double goodwill,
            @Nullable String note) {}

    /**
     * Upholds an appeal. Under a reference that was used before nothing is done, and the answer is what was done then: who is
     * not sure whether a call went through repeats it.
     *
     * @param reference names the appeal, 1 to {@link #LONGEST_REFERENCE} characters
     * @param actor who decided, at most 64 characters
     * @param note why, at most {@link #LONGEST_NOTE} characters
     * @throws IllegalArgumentException if a text is too long or missing, or the reference belongs to an appeal of another number
     * @throws StoreUnavailableException if the store fails; nothing was done then
     */
    public Act uphold(ParsedNumber number, String reference, String actor, @Nullable String note) {
        check(reference, note);
        AppealWriter.Done done =
                run(() -> writer().uphold(new Ledger.Subject(number.key(), number.kind()), reference, actor, note));
        if (!done.act().subject().number().equals(number.key())) {
            throw new IllegalArgumentException("the reference belongs to an appeal of another number");
        }
        return published(done);
    }

    /**
     * Reverses an appeal that was upheld: what it overruled counts again unless its reporter has withdrawn it or is held back, the
     * goodwill is taken back, the reporters are pardoned. A second time nothing is done.
     *
     * @param id of the act that upheld it
     * @return what was done; empty if no appeal was upheld under this id
     * @throws IllegalArgumentException if the note is too long
     * @throws StoreUnavailableException if the store fails; nothing was done then
     */
    public Optional<Act> reverse(String id, String actor, @Nullable String note) {
        check("-", note);
        long upheld = ReportIds.parse(id);
        if (upheld < 0) {
            return Optional.empty();
        }
        return run(() -> writer().reverse(upheld, actor, note)).map(this::published);
    }

    /**
     * The audit list, the latest first.
     *
     * @param number key of a number, or null for those of all
     * @param most at most so many
     * @throws StoreUnavailableException if the store fails
     */
    public List<Act> acts(@Nullable String number, int most) {
        return run(() -> intake.side().inTransaction(connection -> AppealTable.acts(connection, number, most))).stream()
                .map(Appeals::view)
                .toList();
    }

    private AppealWriter writer() {
        return new AppealWriter(intake.side());
    }

    private Act published(AppealWriter.Done done) {
        if (!done.changed().isEmpty()) {
            metrics.counter("zhenhao.appeals", "act", done.act().act()).increment();
            reputation.published(done.changed());
        }
        return view(done.act());
    }

    private static Act view(AppealTable.Act act) {
        return new Act(
                ReportIds.text(act.id()),
                Instant.ofEpochSecond(act.at()),
                act.subject().number(),
                act.act(),
                act.reference(),
                act.reverses() == 0 ? null : ReportIds.text(act.reverses()),
                act.actor(),
                act.opinions(),
                act.reporters(),
                act.goodwill(),
                act.note());
    }

    private static void check(String reference, @Nullable String note) {
        if (reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            throw new IllegalArgumentException("a reference has 1 to " + LONGEST_REFERENCE + " characters");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note has at most " + LONGEST_NOTE + " characters");
        }
    }

    @FunctionalInterface
    private interface StoreWork<T> {
        T run() throws SQLException;
    }

    private <T> T run(StoreWork<T> work) {
        try {
            T result = work.run();
            intake.side().force();
            return result;
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
    }
}

package org.zhenhao.lookup;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.verification.ClaimedInstitution;
import org.zhenhao.verification.Finding.Reason;
import org.zhenhao.verification.Verification;
import org.zhenhao.verification.Verifier;

/**
 * A claim that lookups come with: whom it means, and what was answered to it before. Each number is checked anew; one text
 * has few answers, so that those are written down once. Good until the registry changes. Thread-safe.
 */
final class AskedClaim {
    private static final int REASONS = Reason.values().length;

    private final Verifier verifier;
    private final ClaimedInstitution institution;
    private final AtomicReferenceArray<@Nullable CheckedClaim> written =
            new AtomicReferenceArray<>(REASONS * Language.values().length);

    AskedClaim(Verifier verifier, String text) {
        this.verifier = verifier;
        this.institution = verifier.prepare(text);
    }

    boolean holds() {
        return verifier.holds(institution);
    }

    /**
     * Checks the claim of a number.
     *
     * @param text whether it was a text rather than a call
     * @param marks what is known of the number
     * @return the same object as before, if it says the same
     */
    CheckedClaim check(ParsedNumber number, boolean text, Marks marks, Language language) {
        Verification found = verifier.verify(number, text, institution, marks.nearMiss());
        int slot =
                language.ordinal() * REASONS + found.findings().get(0).reason().ordinal();
        CheckedClaim before = written.get(slot);
        if (before != null && before.outcome() == found.outcome()) {
            return before;
        }
        CheckedClaim checked = CheckedClaim.of(found, language);
        written.set(slot, checked);
        return checked;
    }
}

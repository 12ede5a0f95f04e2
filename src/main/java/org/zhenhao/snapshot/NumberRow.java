package org.zhenhao.snapshot;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/**
 * What is published of a number. All figures move in steps.
 *
 * @param number the digits of an E.164 number; for a Chinese code 2·10^18 and its digits; for anything else a negative
 *     number made from its key (see {@link org.zhenhao.reputation.KeyIds})
 * @param code the canonical form where {@code number} is not an E.164 number
 * @param kind what it is
 * @param level how far it may be trusted
 * @param action the advice for a dialer
 * @param score 0 to 100, a multiple of 5
 * @param confidence per cent, a multiple of 10
 * @param category the greatest category, if any
 * @param negative reports of it as unwanted: 0, 3, 5, 10, 20, 50, …, never more than there are
 * @param positive reports to the contrary, in the same steps
 * @param registered the institution whose number it is, if it is registered
 */
public record NumberRow(
        long number,
        @Nullable String code,
        NumberKind kind,
        Level level,
        Action action,
        int score,
        int confidence,
        @Nullable Category category,
        int negative,
        int positive,
        @Nullable String registered) {
    /** Whether {@link #number} is an E.164 number. */
    public boolean e164() {
        return code == null;
    }

    /** The canonical form. */
    public String key() {
        return code == null ? "+" + number : code;
    }
}

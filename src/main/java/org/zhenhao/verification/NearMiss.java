package org.zhenhao.verification;

import java.util.Locale;
import org.zhenhao.number.Label;

/**
 * That a caller id imitates an official one.
 *
 * @param number the canonical number that it imitates
 * @param institution whose number that is; not the one who calls
 * @param how in what way
 */
public record NearMiss(String number, Label institution, How how) {

    /** The ways to imitate a number. */
    public enum How {
        /** A national code behind a country code or an international prefix, which no network shows. */
        FORGED_SHAPE,
        /** The code with digits before or behind it. */
        ADDED_DIGITS,
        /** Letters or digits that look alike. */
        LOOK_ALIKE,
        /** A foreign number that begins like the code. */
        INTERNATIONAL_MIMIC,
        /** A text whose signature belongs to somebody else than its sender. */
        SIGNATURE_MISMATCH;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** The snake_case word used in the API. */
        public String wire() {
            return wire;
        }
    }
}

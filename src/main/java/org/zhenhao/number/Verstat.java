package org.zhenhao.number;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verification status of a caller id after STIR/SHAKEN (ATIS-1000074), with the attestation level where it was said. */
public enum Verstat {
    NONE,
    NO_VALIDATION,
    PASSED_A,
    PASSED_B,
    PASSED_C,
    FAILED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The status in the spellings that carriers use in SIP headers (TN-Validation-Passed, -Passed-A to -C, -Failed with or
     * without a level, No-TN-Validation) or in the API's own words; {@link #NONE} for anything else and for null.
     *
     * <p>A bare Passed is level A, as carriers document it.
     */
    public static Verstat of(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.startsWith("tn-validation-failed") || lower.equals("failed")) {
            return FAILED;
        }
        return switch (lower) {
            case "tn-validation-passed", "tn-validation-passed-a", "passed", "passed_a" -> PASSED_A;
            case "tn-validation-passed-b", "passed_b" -> PASSED_B;
            case "tn-validation-passed-c", "passed_c" -> PASSED_C;
            case "no-tn-validation", "no_validation" -> NO_VALIDATION;
            default -> NONE;
        };
    }
}

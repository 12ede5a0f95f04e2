package org.zhenhao.number;

/** Verification status of a caller id after STIR/SHAKEN (ATIS-1000074), with the attestation level where it was said. */
public enum Verstat {
    NONE,
    NO_VALIDATION,
    PASSED_A,
    PASSED_B,
    PASSED_C,
    FAILED
}

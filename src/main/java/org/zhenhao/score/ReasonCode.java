package org.zhenhao.score;

import java.util.Locale;

/** What can move a score. The wire word is what the API says and never changes. */
enum ReasonCode {
    /** Arguments: live reports, days they span back from now. */
    REPORTS_RECENT,
    /** Arguments: live reports, days since the latest. */
    REPORTS_ONGOING,
    /** Arguments: live reports, days since the latest. */
    REPORTS_OLD,
    /** Argument: live reports. */
    ONE_NETWORK,
    NEW_REPORTERS_ONLY,
    /** Argument: live opinions that it is legitimate. */
    LEGIT_REPORTS,
    /** Arguments: live opinions against and for it. */
    MIXED_OPINIONS,
    /** Argument: category. */
    MINORITY_WARNING,
    /** Arguments: leading digits of the block, reported numbers in it. */
    BLOCK_BAD,
    /** Arguments: leading digits of the block, reported numbers in it. */
    BLOCK_CLEAN,
    /** Argument: other numbers of the campaign. */
    CAMPAIGN,
    THIRD_PARTY_CONTACT,
    OFFICIAL_NUMBER,
    OFFICIAL_BEING_FORGED,
    NUMBER_BEING_FORGED,
    VERIFIED_BUSINESS,
    NAMED_COLLECTOR,
    /** Argument: the tell. */
    SPOOF_SHAPE,
    /** Argument: the tell. */
    SHAPE_NOTE,
    VERIFICATION_FAILED,
    IMPOSSIBLE_NUMBER,
    /** Argument: kind of number. */
    KIND_PRIOR;

    private final String wire = name().toLowerCase(Locale.ROOT);

    String wire() {
        return wire;
    }
}

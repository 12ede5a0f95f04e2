package org.zhenhao.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/reports}.
 *
 * @param caseName a name that the app gives to what belongs together, for {@code GET /v1/evidence/{case}}; kept as a keyed hash
 * @param caseKeys the case the contact was about, blinded under the present period's key and perhaps the last one's
 * @param text what the message said; only its keyed fingerprint is kept
 */
record ReportRequest(
        @Nullable String number,
        @Nullable String region,
        @Nullable String channel,
        @Nullable String category,
        @Nullable String occurredAt,
        @Nullable String reporter,
        @Nullable String note,
        @Nullable String claimedInstitution,
        @Nullable List<String> conduct,
        @Nullable List<Evidence> evidence,
        @JsonProperty("case") @Nullable String caseName,
        @Nullable List<CaseKey> caseKeys,
        @Nullable String text) {
    /** A report of which no more is told. */
    ReportRequest(String number, String category, String reporter, @Nullable String note) {
        this(number, null, null, category, null, reporter, note, null, null, null, null, null, null);
    }

    /**
     * What the report has in common with those of other people contacted about the same matter, blinded by the app; see
     * {@code GET /v1/case-keys}.
     *
     * @param value 64 hexadecimal digits
     */
    record CaseKey(@Nullable Integer period, @Nullable String value) {}

    /**
     * A file the reporter keeps; only its hash is told.
     *
     * @param sha256 64 hexadecimal digits
     */
    record Evidence(@Nullable String kind, @Nullable String sha256) {}
}

package org.zhenhao.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/reports}.
 *
 * @param caseName a name that the app gives to what belongs together, for {@code GET /v1/evidence/{case}}; kept as a keyed hash
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
        @JsonProperty("case") @Nullable String caseName) {

    /**
     * A file the reporter keeps; only its hash is told.
     *
     * @param sha256 64 hexadecimal digits
     */
    record Evidence(@Nullable String kind, @Nullable String sha256) {}
}

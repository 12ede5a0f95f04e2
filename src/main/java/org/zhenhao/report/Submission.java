package org.zhenhao.report;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report on its way into the store.
 *
 * @param report the report, without an id yet
 * @param idempotencyKey hash of the sender's idempotency key; null if he gave none
 */
record Submission(Report report, @Nullable UUID idempotencyKey) {

    /** Two submissions under one idempotency key are the same if they agree in this. */
    long fingerprint() {
        long number = report.number().hashCode();
        return (number * 31 + report.category().code()) * 31 + report.origin().shortReporter();
    }

    /**
     * What became of a submission.
     *
     * @param id the report's id, of the stored one if it was there before; 0 where nobody asked for it
     */
    record Result(long id, Outcome outcome) {}

    /** What can become of a submission. */
    enum Outcome {
        /** Committed. */
        STORED,
        /** It had been stored before; nothing was done. */
        DOUBLED,
        /** Its idempotency key belongs to another report; nothing was done. */
        CONFLICT
    }
}

package org.zhenhao.faults;

/**
 * What became of one request.
 *
 * @param kind who was asked about
 * @param intended when it was to be sent, nanoseconds
 * @param nanos how long it took from then
 * @param status HTTP status, 0 if there was no answer
 * @param right whether the answer was the truth; true where there is none
 * @param stale whether the answer called itself stale
 * @param retryAfter whether there was a Retry-After
 */
record Sample(Kind kind, long intended, long nanos, int status, boolean right, boolean stale, boolean retryAfter) {
    enum Kind {
        /** A number with a known count of reports. */
        KNOWN,
        /** A number that is reported meanwhile. */
        BUSY,
        /** A number that nobody reported or asked about before. */
        STRANGER,
        /** A report. */
        REPORT
    }

    boolean lookup() {
        return kind != Kind.REPORT;
    }

    boolean serverError() {
        return status >= 500 || status == 0;
    }

    double millis() {
        return nanos / 1e6;
    }
}

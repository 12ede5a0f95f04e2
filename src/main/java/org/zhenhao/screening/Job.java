package org.zhenhao.screening;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A screening that runs in the background. Times are Unix milliseconds.
 *
 * @param client whose it is
 * @param startedAt when its text was there, null before
 * @param setup how the text is made and what was asked for, as {@link Setup} writes it; null before that is known
 * @param name what to call its result, without an ending
 * @param rows how many there are
 * @param bytes that were sent, unpacked
 */
record Job(
        String id,
        String client,
        State state,
        long createdAt,
        long heardAt,
        @Nullable Long startedAt,
        @Nullable Long endedAt,
        long expiresAt,
        @Nullable String setup,
        String name,
        int parts,
        long rows,
        long bytes,
        @Nullable String fingerprint,
        @Nullable String failure) {

    /** Where a job stands. */
    enum State {
        /** Its text is coming in. */
        RECEIVING,
        /** All of its text is stored; the service works on it until it is done, over whatever restarts. */
        RUNNING,
        DONE,
        FAILED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far a job is.
     *
     * @param parts done
     * @param rows done
     * @param refused of these, without a verdict
     * @param leased parts worked on now
     */
    record Progress(int parts, long rows, long refused, int leased) {}
}

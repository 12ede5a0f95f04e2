package org.zhenhao.lookup;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.reputation.Found;

/** The moment in the past that an audit asks about. */
final class AsOf {
    private AsOf() {}

    /**
     * Reads a time.
     *
     * @param now the present, Unix seconds
     * @return Unix seconds
     * @throws ProblemException if it is no RFC 3339 time or lies in the future
     */
    static long parse(String text, long now) {
        long asked;
        try {
            // A plus sign that was not encoded arrives as a space.
            asked = OffsetDateTime.parse(text.replace(' ', '+')).toEpochSecond();
        } catch (DateTimeException e) {
            throw Faults.notOneOf("as_of", "2026-11-21T09:00:00Z … (RFC 3339)");
        }
        if (asked > now) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "as_of 不能晚于现在", "as_of is not in the future")
                    .with("parameter", "as_of");
        }
        return asked;
    }

    /**
     * Checks that what was found was already so at that time; contacts may lie a little ahead of this clock, so the present
     * is never refused.
     *
     * @throws ProblemException if reports have come in since
     */
    static void check(Found found, long asOf, long now) {
        if (asOf < now && found.evidence().tally().last() > asOf) {
            throw Faults.beforeLastReport();
        }
    }
}

package org.zhenhao.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when something holds.
 *
 * @param from first second, Unix
 * @param until first second that it no longer holds
 */
public record Period(long from, long until) {
    /** Without a beginning or an end. */
    public static final Period ALWAYS = new Period(Long.MIN_VALUE, Long.MAX_VALUE);

    static Period of(@Nullable Instant from, @Nullable Instant until) {
        return from == null && until == null
                ? ALWAYS
                : new Period(
                        from == null ? Long.MIN_VALUE : from.getEpochSecond(),
                        until == null ? Long.MAX_VALUE : until.getEpochSecond());
    }

    /** Whether it holds at a time, Unix seconds. */
    public boolean covers(long at) {
        return from <= at && at < until;
    }

    /** Whether it has ended before a time, Unix seconds. */
    public boolean over(long at) {
        return until <= at;
    }

    /** The end, or null if there is none. */
    public @Nullable Instant end() {
        return until == Long.MAX_VALUE ? null : Instant.ofEpochSecond(until);
    }
}

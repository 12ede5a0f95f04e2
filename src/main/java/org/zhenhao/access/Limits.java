package org.zhenhao.access;

import org.jspecify.annotations.Nullable;

/**
 * Quotas of a key's own; null where those for all keys hold.
 *
 * @param lookupsPerMinute numbers asked about, 1 to a billion
 * @param reportsPerMinute reports, 1 to a billion
 */
public record Limits(
        @Nullable Long lookupsPerMinute, @Nullable Long reportsPerMinute) {
    /** No quotas of its own. */
    public static final Limits DEFAULT = new Limits(null, null);
}

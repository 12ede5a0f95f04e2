package org.zhenhao.feed;

import java.time.Instant;

/**
 * What the head of a list says besides counts.
 *
 * @param version the published version it is made from
 * @param region ISO 3166 code, or {@code --} for all
 * @param minLevel code of the lowest level that entries have
 */
record ListHead(long version, Instant createdAt, Instant nextUpdate, String region, int minLevel) {
    /** Stands for all regions. */
    static final String EVERYWHERE = "--";
}

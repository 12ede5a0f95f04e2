package org.zhenhao.lookup;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still, for tests that compare answers. Enabled by their profile. */
@Alternative
@Singleton
class FixedClock extends Clock {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return NOW;
    }
}

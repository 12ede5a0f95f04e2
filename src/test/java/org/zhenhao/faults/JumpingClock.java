package org.zhenhao.faults;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, put forward or back by a test. Enabled by its profile. */
@Alternative
@Singleton
class JumpingClock extends Clock {
    private static final Clock REAL = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    /** From now on the clock is so much ahead of the true time; less than nothing is behind. */
    void jump(Duration by) {
        ahead = by;
    }

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
        return REAL.instant().plus(ahead);
    }
}

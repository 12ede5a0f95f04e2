package org.zhenhao.lookup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.zhenhao.conduct.Conduct;
import org.zhenhao.conduct.ConductBook;
import org.zhenhao.dispute.OpenDisputes;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.verification.Guard;
import org.zhenhao.verification.NearMiss;

/** Finds what is known of a number apart from its score. Thread-safe; no I/O; nothing to do for most numbers. */
@Singleton
class Marker {
    private final Guard guard;
    private final ConductBook conduct;
    private final OpenDisputes disputes;

    @Inject
    Marker(Guard guard, ConductBook conduct, OpenDisputes disputes) {
        this.guard = guard;
        this.conduct = conduct;
        this.disputes = disputes;
    }

    Marks of(Found found, long now) {
        ParsedNumber number = found.evidence().number();
        NearMiss nearMiss = guard.nearMiss(number);
        // Facts of conduct come with reports: where there are none, there is nothing to look for.
        Conduct told = found.evidence().tally().isEmpty() ? null : conduct.of(number.key(), now);
        boolean disputed = disputes.contains(number.key());
        return nearMiss == null && told == null && !disputed ? Marks.NONE : new Marks(nearMiss, rated(told), disputed);
    }

    private Marks.@Nullable Rated rated(@Nullable Conduct told) {
        return told == null ? null : new Marks.Rated(conduct.rules().id(), told, told.breaches(conduct.rules()));
    }
}

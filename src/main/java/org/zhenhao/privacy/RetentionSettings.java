package org.zhenhao.privacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long each kind of data is kept. */
@ConfigMapping(prefix = "zhenhao.retention")
interface RetentionSettings {
    /** Reports with all that hangs on them, from their acceptance. */
    @WithDefault("P1095D")
    Duration reports();

    /** What reporters wrote: notes, claimed institutions, hashes of evidence, names of cases. */
    @WithDefault("P365D")
    Duration notes();

    /** Facts of conduct, from the contact. */
    @WithDefault("P180D")
    Duration conduct();

    /** Marks by which campaigns are found, from the contact. */
    @WithDefault("P90D")
    Duration traces();

    /** Idempotency keys. */
    @WithDefault("P30D")
    Duration idempotency();

    /** The log of changes, which replicas and publishers follow. */
    @WithDefault("P30D")
    Duration changes();

    /** Disputes that are closed: statement, number, who opened them. */
    @WithDefault("P1095D")
    Duration disputes();

    /** What moderators and the model did to reporters. */
    @WithDefault("P1095D")
    Duration moderation();
}

package org.zhenhao.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the report intake. */
@ConfigMapping(prefix = "zhenhao.intake")
interface IntakeConfig {
    /** How many reports may wait for their commit; more are turned away with 503. */
    @WithDefault("4096")
    int buffer();

    /** How long a report waits for its commit before it is answered that nobody knows of one. */
    @WithDefault("15s")
    Duration budget();

    /** The most reports that share one transaction. */
    @WithDefault("256")
    int largestGroup();

    /** How long ago a contact may be that is reported now. Imports may bring history of any age. */
    @WithDefault("P730D")
    Duration retention();

    /** Reports of one import that share one transaction. */
    @WithDefault("50000")
    int importBatch();
}

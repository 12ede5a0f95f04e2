package org.zhenhao.reputation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** Settings of the cache in this replica's memory. */
@ConfigMapping(prefix = "zhenhao.near")
public interface NearSettings {
    /** Most bytes of heap the cache may take, estimated; what {@link HeapShare} says if nobody does. */
    OptionalLong maxWeight();

    /** Most bytes of heap for what screening has read, in packed form; what {@link HeapShare} says if nobody does. */
    OptionalLong screeningWeight();

    /** For how long an item is answered without asking again while the change log cannot be followed, give or take a tenth. */
    @WithDefault("30s")
    Duration lifetime();

    /** The same while the change log is followed, so that whatever changes is known to have; at least {@link #lifetime}. */
    @WithDefault("10m")
    Duration followedLifetime();

    /** For how long an item is kept to be answered as stale while the store is down. */
    @WithDefault("1h")
    Duration keep();
}

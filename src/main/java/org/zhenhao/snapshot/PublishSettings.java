package org.zhenhao.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is published, and when. */
@ConfigMapping(prefix = "zhenhao.publish")
public interface PublishSettings {
    /** How often; zero means only when asked to. */
    @WithDefault("24h")
    Duration every();

    /** How many versions a device may be behind and still be given a delta. */
    @WithDefault("30")
    int keep();

    /** How many networks have to have reported a number before it is published. */
    @WithDefault("3")
    int networks();
}

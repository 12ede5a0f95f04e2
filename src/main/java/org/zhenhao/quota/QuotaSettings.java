package org.zhenhao.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The quotas that hold where a key has none of its own; each like {@code 600/1m}, or {@code none}. */
@ConfigMapping(prefix = "zhenhao.quota")
interface QuotaSettings {
    @WithDefault("600/1m")
    String anonymousLookups();

    @WithDefault("60/1m")
    String anonymousReports();

    @WithDefault("300/1m")
    String anonymousOthers();

    @WithDefault("600000/1m")
    String keyLookups();

    @WithDefault("60000/1m")
    String keyReports();

    @WithDefault("6000/1m")
    String keyOthers();
}

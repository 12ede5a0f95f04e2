package org.zhenhao.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the cache that replicas share. */
@ConfigMapping(prefix = "zhenhao.redis")
public interface RedisSettings {
    /** Where Redis is: one server, a cluster or sentinels; none: no Redis. */
    Optional<String> url();

    /** The user to log in as, if the password is not part of the address. */
    Optional<String> username();

    /** The password, if it is not part of the address. */
    Optional<String> password();

    /** The password of the sentinels, if they ask for one. */
    Optional<String> sentinelPassword();

    /** How long a lookup waits for Redis before it asks the store. */
    @WithDefault("20ms")
    Duration budget();

    /** For how long Redis keeps an item, give or take a tenth. */
    @WithDefault("1h")
    Duration lifetime();

    /** For how long Redis keeps the knowledge that the store has no such item. */
    @WithDefault("10m")
    Duration absentLifetime();
}

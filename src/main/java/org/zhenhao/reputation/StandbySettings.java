package org.zhenhao.reputation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** A standby of the store that lookups may read. */
@ConfigMapping(prefix = "zhenhao.standby")
interface StandbySettings {
    /** JDBC URL of a PostgreSQL server that follows the store; none: lookups read the store. */
    Optional<String> url();

    /** Its user; the store's if none is given. */
    Optional<String> username();

    /** Its password; the store's if none is given. */
    Optional<String> password();

    /** How long a lookup waits for it before the store is asked. */
    @WithDefault("200ms")
    Duration budget();

    /** How long it is left alone after a failure. */
    @WithDefault("5s")
    Duration retry();
}

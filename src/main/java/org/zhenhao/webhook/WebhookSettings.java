package org.zhenhao.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks are told. */
@ConfigMapping(prefix = "zhenhao.webhook")
interface WebhookSettings {
    /** Whether addresses inside networks, and plain http, are allowed. */
    @WithDefault("false")
    boolean inside();

    /** How long to wait after the first failure; twice as long after each further one, an hour at most. */
    @WithDefault("5s")
    Duration retry();

    /** After how many failures in a row a delivery is given up. */
    @WithDefault("20")
    int attempts();
}

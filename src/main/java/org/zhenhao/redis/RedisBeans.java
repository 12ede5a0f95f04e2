package org.zhenhao.redis;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Connects as the configuration says. */
@Singleton
final class RedisBeans {
    /** The connections; empty where no Redis is set. Whoever puts the tiers together closes them. */
    @Produces
    @Singleton
    Optional<RedisLinks> links(Vertx vertx, RedisSettings settings, RedisTlsSettings tls) {
        return settings.url().filter(url -> !url.isBlank()).map(url -> new RedisLinks(vertx, settings, tls));
    }
}

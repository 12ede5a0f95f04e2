package org.zhenhao.reputation;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.zhenhao.score.Standing;

/** Puts the tiers together as the configuration says: a tier that is off is not there at all. */
@Dependent
final class ReputationWiring {

    /** The time, for everything but measuring durations. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RelationalItems relationalItems(DataSource dataSource, StoreSettings settings) {
        return new RelationalItems(dataSource, settings);
    }

    void close(@Disposes RelationalItems items) {
        items.close();
    }

    @Produces
    @Singleton
    NearItems nearItems(RelationalItems items, NearSettings settings) {
        return new NearItems(items, settings, Ticker.systemTicker());
    }

    @Produces
    @Singleton
    Reputation reputation(NearItems near, RelationalItems store) {
        return new Reputation(near, number -> Standing.NONE, store::down, changes -> {});
    }
}

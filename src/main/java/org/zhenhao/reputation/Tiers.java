package org.zhenhao.reputation;

import com.github.benmanes.caffeine.cache.Ticker;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisSettings;
import org.zhenhao.registry.Registry;
import org.zhenhao.store.DiskRoom;
import org.zhenhao.store.StoreKind;
import org.zhenhao.store.StoreWatch;

/** The tiers that a lookup asks, put together as the configuration says: a tier that is off is not there at all. */
@Singleton
public class Tiers {
    /** After the schema and before anything that looks numbers up. */
    private static final int EARLY = 100;
    /** Time for a store to be opened anew. */
    private static final Duration BROKEN_FOR_GOOD = Duration.ofSeconds(10);

    private final @Nullable AgroalDataSource standbyPool;
    private final RelationalItems store;
    private final NearItems near;
    private final Reputation reputation;
    private final StoreSettings storeSettings;
    private final StoreKind kind;
    private final @Nullable RedisTier redis;
    private final NumberFilter filter;
    private final ChangeFollower follower;
    private final BulkRead bulk;

    @Inject
    Tiers(
            DataSource dataSource,
            Settings settings,
            Registry registry,
            Optional<RedisLinks> links,
            Clock clock,
            MeterRegistry metrics) {
        this.storeSettings = settings.store;
        this.kind = StoreKind.of(settings.storeUrl);
        this.standbyPool = settings.standbyPool();
        Standby standby = standbyPool == null
                ? null
                : new Standby(standbyPool, settings.standby, settings.store.filterLag(), metrics);
        this.store = new RelationalItems(dataSource, settings.store, standby);
        ChangeReader log = new ChangeReader(dataSource);
        this.redis = links.map(connected -> new RedisTier(
                        connected, settings.redis, store, new RedisTier.Surroundings(log, clock, metrics)))
                .orElse(null);
        this.filter = new NumberFilter(new KeyScan(dataSource), settings.store.filterLag(), settings.near.keep());
        ItemSource source = redis == null ? store : redis.items();
        PackedItems packed = new PackedItems(HeapShare.or(settings.near.screeningWeight()));
        this.near = new NearItems(source, settings.near, Ticker.systemTicker(), filter, packed);
        // Only a server can have other replicas that write to it, and Redis knows of this one's changes. The filter is
        // told all the same, for a commit whose end this replica did not learn leaves its line in the log.
        this.follower =
                new ChangeFollower(log, near, redis == null || kind != StoreKind.POSTGRESQL ? null : redis::outdate);
        this.bulk = new BulkRead(dataSource, packed, filter::size, near::second, near.followedSeconds());
        if (standby != null) {
            standby.hold(follower);
        }
        this.reputation = new Reputation(
                near,
                new Crowd(near, source, packed, settings.store.filter() ? filter : null, bulk),
                registry::find,
                store::down,
                changes -> {
                    if (standby != null) {
                        standby.written(changes);
                    }
                    if (redis != null) {
                        redis.published(changes);
                    }
                });
        Gauge.builder("zhenhao.near.packed", packed, PackedItems::size)
                .description("Items in this replica's memory that screening has read")
                .register(metrics);
        gauges(metrics);
    }

    /** The lookup over all tiers. */
    @Produces
    @Singleton
    Reputation reputation() {
        return reputation;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) throws SQLException {
        follower.start(storeSettings.follow());
        if (storeSettings.filter()) {
            filter.start(follower::lagSeconds);
        }
        if (redis != null) {
            redis.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        bulk.close();
        filter.close();
        follower.close();
        if (redis != null) {
            redis.close();
        }
        store.close();
        if (standbyPool != null) {
            standbyPool.close();
        }
    }

    /** Whether the store answers a query now. Blocks, for as long as a lookup would wait at most. */
    public boolean storeAnswers() {
        try {
            store.load(List.of(ItemKey.page("-"))).toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    /** Whether the embedded store is broken so that only a new start helps, as far as one can tell. */
    public boolean storeBroken() {
        return StoreWatch.brokenFor(BROKEN_FOR_GOOD);
    }

    /** Whether nothing can be stored now, for want of room on the disk; what was stored is answered. */
    public boolean diskFull() {
        return DiskRoom.lacking();
    }

    /** {@code h2} or {@code postgresql}. */
    public String storeKind() {
        return kind.word();
    }

    /** Whether Redis is asked; empty if there is none. */
    public Optional<Boolean> redisUp() {
        return Optional.ofNullable(redis).map(RedisTier::up);
    }

    private void gauges(MeterRegistry metrics) {
        Gauge.builder("zhenhao.near.entries", near, NearItems::size)
                .description("Items in this replica's memory")
                .register(metrics);
        Gauge.builder("zhenhao.near.weight", near, NearItems::weight)
                .description("Estimated heap of the items in this replica's memory")
                .baseUnit("bytes")
                .register(metrics);
        Gauge.builder("zhenhao.store.queue", store, RelationalItems::queued)
                .description("Lookups that wait for the store")
                .register(metrics);
        Gauge.builder("zhenhao.store.disk.full", store, items -> DiskRoom.lacking() ? 1 : 0)
                .description("Whether nothing can be stored for want of room on the disk")
                .register(metrics);
        Gauge.builder("zhenhao.store.up", store, items -> items.down() ? 0 : 1)
                .description("Whether the store answers")
                .register(metrics);
        if (redis != null) {
            Gauge.builder("zhenhao.redis.up", redis, tier -> tier.up() ? 1 : 0)
                    .description("Whether Redis is asked")
                    .register(metrics);
            Gauge.builder("zhenhao.redis.behind", redis, RedisTier::behind)
                    .description("Changes that Redis was not told of since it came into doubt")
                    .baseUnit("changes")
                    .register(metrics);
            Gauge.builder("zhenhao.redis.doubted", redis, RedisTier::behindSeconds)
                    .description("For how long Redis has been in doubt")
                    .baseUnit("seconds")
                    .register(metrics);
        }
        Gauge.builder("zhenhao.follower.behind", follower, ChangeFollower::behind)
                .description("Changes of others that this replica has not taken in yet, when last looked")
                .baseUnit("changes")
                .register(metrics);
        Gauge.builder("zhenhao.follower.lag", follower, ChangeFollower::lagSeconds)
                .description("For how long this replica may have missed changes of others")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("zhenhao.filter.answers", filter, known -> known.answers() ? 1 : 0)
                .description("Whether numbers never reported are answered without a look")
                .register(metrics);
        Gauge.builder("zhenhao.filter.progress", filter, NumberFilter::progress)
                .description("How much of the store the filter has read")
                .register(metrics);
        Gauge.builder("zhenhao.filter.keys", filter, NumberFilter::size)
                .description("Tallies and block pages that the filter knows of")
                .register(metrics);
        Gauge.builder("zhenhao.filter.size", filter, NumberFilter::bytes)
                .description("Memory of the filter")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** The settings of all tiers. */
    @Singleton
    static class Settings {
        final NearSettings near;
        final RedisSettings redis;
        final StoreSettings store;
        final StandbySettings standby;
        final String storeUrl;
        private final Optional<String> username;
        private final Optional<String> password;

        @Inject
        Settings(
                NearSettings near,
                RedisSettings redis,
                StoreSettings store,
                StandbySettings standby,
                @ConfigProperty(name = "quarkus.datasource.jdbc.url") String storeUrl,
                @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
                @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
            this.near = near;
            this.redis = redis;
            this.store = store;
            this.standby = standby;
            this.storeUrl = storeUrl;
            this.username = username;
            this.password = password;
        }

        /** Connections to the standby, null without one. */
        @Nullable
        AgroalDataSource standbyPool() {
            if (standby.url().filter(url -> !url.isBlank()).isEmpty()) {
                return null;
            }
            try {
                return StandbyPool.open(standby, username, password, store.concurrency());
            } catch (SQLException e) {
                throw new IllegalStateException("zhenhao.standby.url cannot be used", e);
            }
        }
    }
}

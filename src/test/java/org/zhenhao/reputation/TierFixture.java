package org.zhenhao.reputation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisSettings;

/** A Redis tier in front of a store in memory, with a change log in a real database. */
final class TierFixture implements AutoCloseable {
    static final ItemKey NUMBER = ItemKey.tally("+8613912345678", "+861391234xxxx");

    final MemoryItems store = new MemoryItems();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    RedisTier tier;
    private final Vertx vertx;
    private final RedisSettings settings;
    private final JdbcDataSource database = new JdbcDataSource();
    private final Connection keepsDatabase;

    TierFixture(Vertx vertx, RedisSettings settings) throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        keepsDatabase = database.getConnection();
        try (var statement = keepsDatabase.createStatement()) {
            statement.execute("CREATE TABLE change_head (id SMALLINT PRIMARY KEY, seq BIGINT NOT NULL)");
            statement.execute("INSERT INTO change_head (id, seq) VALUES (1, 0)");
            statement.execute(
                    "CREATE TABLE change_log (seq BIGINT PRIMARY KEY, changed_at BIGINT NOT NULL, items TEXT NOT NULL)");
        }
        this.vertx = vertx;
        this.settings = settings;
        tier = started();
    }

    private RedisTier started() {
        RedisTier made = new RedisTier(
                new RedisLinks(vertx, settings, null),
                settings,
                store,
                new RedisTier.Surroundings(new ChangeReader(database), Clock.systemUTC(), metrics));
        made.start();
        return made;
    }

    /** Another tier in the place of the first, which was closed, as after a restart of the replica. */
    void startAgain() {
        tier = started();
    }

    void commit(ItemKey key, int version) {
        Item item = NearItemsTest.item(version);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            ChangeLog.append(
                    connection,
                    List.of(new ChangedItem(key, item)),
                    Clock.systemUTC().instant().getEpochSecond());
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        store.put(key, item);
        tier.published(List.of(new ChangedItem(key, item)));
    }

    Loaded load(ItemKey... keys) {
        return tier.items()
                .load(List.of(keys))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    long version(ItemKey key) {
        return load(key).items().get(0).version();
    }

    boolean fromRedis(ItemKey... keys) {
        return load(keys).tier() == Tier.REDIS;
    }

    double faults(String type) {
        return metrics.get("zhenhao.redis.faults").tag("type", type).counter().count();
    }

    @Override
    public void close() throws SQLException {
        tier.close();
        keepsDatabase.close();
    }
}

package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresProcess;
import org.zhenhao.testing.TestStores;

/** Lookups read a real standby as long as it knows what this replica knows, and the store otherwise. */
class StandbyReadsIT {
    private static final ItemKey KEY = ItemKey.tally("+8613100550001", null);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private static PGSimpleDataSource source(PostgresProcess server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres");
        source.setUser("postgres");
        source.setPassword("x");
        return source;
    }

    private static StandbySettings settings(PostgresProcess server) {
        return settings("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", Duration.ofSeconds(2));
    }

    static StandbySettings settings(String url, Duration budget) {
        return new StandbySettings() {
            @Override
            public Optional<String> url() {
                return Optional.of(url);
            }

            @Override
            public Optional<String> username() {
                return Optional.of("postgres");
            }

            @Override
            public Optional<String> password() {
                return Optional.of("x");
            }

            @Override
            public Duration budget() {
                return budget;
            }

            @Override
            public Duration retry() {
                return Duration.ofMillis(100);
            }
        };
    }

    private static List<ChangedItem> write(PGSimpleDataSource store, long version) throws SQLException {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            List<ChangedItem> changed = TallyStore.write(
                    connection,
                    List.of(new TallyStore.TallyWrite(KEY, version - 1, new byte[] {1}, new byte[] {1})),
                    List.of(),
                    1);
            connection.commit();
            return changed;
        }
    }

    private static long version(RelationalItems items) {
        return items.load(List.of(KEY))
                .toCompletableFuture()
                .join()
                .items()
                .get(0)
                .version();
    }

    private double reads(String by) {
        return metrics.counter("zhenhao.standby.reads", "by", by).count();
    }

    private void fromStandby(RelationalItems items, long version) {
        double before = reads("standby");
        Eventually.holds(SOON, () -> version(items) == version && reads("standby") > before);
    }

    @Test
    void load_standbyBehindOrGone_asksTheStore() throws Exception {
        try (PostgresProcess primary = new PostgresProcess()) {
            PGSimpleDataSource store = source(primary);
            TestStores.migrate(store);
            write(store, 1);
            try (PostgresProcess server = primary.standby();
                    AgroalDataSource pool = StandbyPool.open(settings(server), Optional.empty(), Optional.empty(), 2)) {
                Standby standby = new Standby(pool, settings(server), Duration.ofHours(1), metrics);
                try (RelationalItems items = new RelationalItems(store, RelationalItemsTest.patient(), standby);
                        ChangeFollower follower = follower(store, items)) {
                    assertThat(version(items)).isEqualTo(1);
                    assertThat(reads("standby")).isZero();
                    follower.start(Duration.ofMillis(20));
                    standby.hold(follower);
                    fromStandby(items, 1);

                    // Held back, it does not know what this replica has followed.
                    server.execute("SELECT pg_wal_replay_pause()");
                    write(store, 2);
                    Eventually.holds(SOON, () -> follower.position() == 2);
                    double behind = reads("store_behind");
                    assertThat(version(items)).isEqualTo(2);
                    assertThat(reads("store_behind")).isGreaterThan(behind);
                    server.execute("SELECT pg_wal_replay_resume()");
                    fromStandby(items, 2);
                }
                ownWrites(store, server, standby);
            }
        }
    }

    /** What this replica has written counts at once, long before it reads its own changes in the log. */
    private void ownWrites(PGSimpleDataSource store, PostgresProcess server, Standby standby) throws SQLException {
        try (RelationalItems items = new RelationalItems(store, RelationalItemsTest.patient(), standby);
                ChangeFollower slow = follower(store, items)) {
            slow.start(Duration.ofHours(1));
            standby.hold(slow);
            fromStandby(items, 2);
            server.execute("SELECT pg_wal_replay_pause()");
            List<ChangedItem> changed = write(store, 3);
            assertThat(version(items)).isEqualTo(2);
            standby.written(changed);
            assertThat(version(items)).isEqualTo(3);
            server.execute("SELECT pg_wal_replay_resume()");
            fromStandby(items, 3);

            server.kill();
            assertThat(version(items)).isEqualTo(3);
            assertThat(reads("store_failed")).isPositive();
        }
    }

    static ChangeFollower follower(DataSource store, RelationalItems items) {
        NearItems near = new NearItems(items, NearItemsTest.settings(1 << 20), System::nanoTime);
        return new ChangeFollower(new ChangeReader(store), near, null);
    }
}

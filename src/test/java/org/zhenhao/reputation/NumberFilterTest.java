package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.TestStores;

/** Two replicas on one real database: what one commits, the other's filter must not deny. */
class NumberFilterTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<Replica> replicas = new ArrayList<>();

    enum Store {
        H2(TestStores::h2InMemory),
        POSTGRESQL(TestStores::postgresql);

        private final Supplier<DataSource> make;

        Store(Supplier<DataSource> make) {
            this.make = make;
        }

        DataSource open() {
            DataSource store = make.get();
            TestStores.migrate(store);
            return store;
        }
    }

    /** What a replica has of lookups, but for Redis. */
    private static final class Replica {
        final NumberFilter filter;
        final NearItems near;
        final ChangeFollower follower;

        Replica(DataSource store, Duration mostLag) {
            filter = new NumberFilter(new KeyScan(store), mostLag, Duration.ofHours(1));
            near = new NearItems(
                    new MemoryItems(), NearItemsTest.settings(1 << 20), System::nanoTime, filter, new PackedItems(0));
            follower = new ChangeFollower(new ChangeReader(store), near, null);
        }

        void start() throws SQLException {
            follower.start(Duration.ofMillis(20));
            filter.start(follower::lagSeconds);
        }
    }

    private Replica replica(DataSource store, Duration mostLag) throws SQLException {
        Replica replica = new Replica(store, mostLag);
        replicas.add(replica);
        replica.start();
        return replica;
    }

    @AfterEach
    void close() {
        for (Replica replica : replicas) {
            replica.filter.close();
            replica.follower.close();
        }
    }

    @Test
    void nearEntry_whileTheLogIsFollowed_livesLongerButNotBeyondAChange() throws SQLException {
        Replica replica = replica(Store.H2.open(), Duration.ofSeconds(60));
        AtomicLong nanos = new AtomicLong(1);
        NearItems near = new NearItems(
                new MemoryItems(), NearItemsTest.settings(1 << 20), nanos::get, replica.filter, new PackedItems(0));
        ItemKey key = number(1);
        near.put(key, NearItemsTest.item(1));
        nanos.addAndGet(NearItemsTest.LIFETIME.multipliedBy(4).toNanos());
        assertThat(near.fresh(key)).isNotNull();

        near.outdate(key, 2);
        assertThat(near.fresh(key)).isNull();

        near.put(key, NearItemsTest.item(3));
        nanos.addAndGet(NearItemsTest.FOLLOWED.multipliedBy(2).toNanos());
        assertThat(near.fresh(key)).isNull();
    }

    @Test
    void nearEntry_whenTheLogIsNoLongerFollowed_endsWithItsShortLifetime() throws SQLException {
        Replica replica = replica(Store.H2.open(), Duration.ofMillis(200));
        AtomicLong nanos = new AtomicLong(1);
        NearItems near = new NearItems(
                new MemoryItems(), NearItemsTest.settings(1 << 20), nanos::get, replica.filter, new PackedItems(0));
        ItemKey key = number(1);
        near.put(key, NearItemsTest.item(1));
        nanos.addAndGet(NearItemsTest.LIFETIME.multipliedBy(2).toNanos());
        Eventually.holds(Duration.ofSeconds(5), () -> near.fresh(key) != null);

        replica.follower.close();

        Eventually.holds(Duration.ofSeconds(5), () -> near.fresh(key) == null);
        near.put(key, NearItemsTest.item(2));
        assertThat(near.fresh(key)).isNotNull();
    }

    private static ItemKey number(long i) {
        return ItemKey.tally("+86" + (13_000_000_000L + i * 7), null);
    }

    private static ItemKey page(long i) {
        return ItemKey.page("+8613" + (10_000 + i) + "xxxx");
    }

    private static void commit(DataSource store, List<Long> numbers, Replica... told) throws SQLException {
        List<TallyStore.TallyWrite> tallies = new ArrayList<>();
        List<TallyStore.PageWrite> pages = new ArrayList<>();
        for (long i : numbers) {
            tallies.add(new TallyStore.TallyWrite(number(i), 0, new byte[] {1}, new byte[] {1}));
            if (i % 10 == 0) {
                pages.add(new TallyStore.PageWrite(page(i / 10), 0, new byte[] {1}));
            }
        }
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            TallyStore.write(connection, tallies, pages, 0);
            connection.commit();
        }
        for (Replica replica : told) {
            tallies.forEach(write -> replica.filter.add(write.key()));
            pages.forEach(write -> replica.filter.add(write.key()));
        }
    }

    /** Stores a tally that no line of the log names. */
    private static void unlogged(DataSource store, ItemKey key, String... statements) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO tally (id, number_key, version, state, dossier) VALUES (?, ?, 1, ?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setLong(1, KeyIds.of(key.key()));
            insert.setString(2, key.key());
            insert.setBytes(3, new byte[1]);
            insert.setBytes(4, new byte[1]);
            insert.executeUpdate();
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<Long> range(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @ParameterizedTest
    @EnumSource
    void test_storedAtTheStart_isNotDeniedAndTheRestIs(Store kind) throws SQLException {
        DataSource store = kind.open();
        commit(store, range(0, 45_000));
        Replica replica = new Replica(store, LONG);
        replicas.add(replica);
        assertThat(replica.filter.test(number(1_000_000)))
                .as("before the start")
                .isFalse();

        replica.start();
        Eventually.holds(SOON, replica.filter::answers);

        assertThat(range(0, 45_000)).noneMatch(i -> replica.filter.test(number(i)));
        assertThat(range(0, 4_500)).noneMatch(i -> replica.filter.test(page(i)));
        assertThat(range(100_000, 110_000))
                .filteredOn(i -> replica.filter.test(number(i)))
                .hasSizeGreaterThan(9_700);
        assertThat(replica.filter.progress()).isEqualTo(1);
        assertThat(replica.near.fresh(page(1))).isNull();
        NearEntry absent = replica.near.fresh(ItemKey.page("+8613800xxxxx"));
        assertThat(absent).isSameAs(NearEntry.absent(ItemKey.Type.PAGE));
    }

    @ParameterizedTest
    @EnumSource
    void test_committedByAReplicaWhileOthersReadAnew_isNeverDeniedForLong(Store kind) throws Exception {
        DataSource store = kind.open();
        commit(store, range(0, 20_000));
        Replica writer = replica(store, SHORT);
        Replica reader = replica(store, SHORT);
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> rebuilds = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                reader.filter.load();
                writer.filter.load();
                Thread.onSpinWait();
            }
        });
        long[] committedAt = new long[400];
        for (int round = 0; round < committedAt.length; round++) {
            List<Long> numbers = range(100_000 + round * 10L, 100_000 + (round + 1) * 10L);
            commit(store, numbers, writer);
            committedAt[round] = System.nanoTime();
            for (long i : numbers) {
                if (writer.filter.test(number(i))) {
                    wrong.add("own " + i);
                }
            }
            for (int earlier = round; earlier >= 0; earlier--) {
                long first = 100_000 + earlier * 10L;
                // Before it is asked: this thread may be held up behind the answer.
                long age = System.nanoTime() - committedAt[earlier];
                boolean denied = reader.filter.test(number(first)) || reader.filter.test(page(first / 10));
                if (denied && age > SHORT.toNanos() * 2) {
                    wrong.add("other's " + first);
                }
            }
        }
        done.set(true);
        rebuilds.get();
        Eventually.holds(SOON, () -> reader.follower.behind() == 0 && !reader.filter.test(number(103_999)));

        assertThat(wrong).isEmpty();
        assertThat(range(100_000, 104_000)).noneMatch(i -> reader.filter.test(number(i)));
        assertThat(range(100_000, 104_000)).noneMatch(i -> writer.filter.test(number(i)));
    }

    @ParameterizedTest
    @EnumSource
    void test_changeLogNotRead_answersOnlyWhatIsMarkedAsStale(Store kind) throws SQLException {
        DataSource store = kind.open();
        Replica replica = replica(store, SHORT);
        Eventually.holds(SOON, () -> replica.filter.test(number(1)));

        replica.follower.close();

        Eventually.holds(SOON, () -> !replica.filter.test(number(1)));
        assertThat(replica.filter.answers()).isFalse();
        assertThat(replica.filter.lacked(number(1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void test_logTrimmedOrStoreRestored_beginsAnew(Store kind) throws SQLException {
        DataSource store = kind.open();
        Replica replica = replica(store, LONG);
        Eventually.holds(SOON, () -> replica.filter.test(number(1)));

        unlogged(store, number(1), "UPDATE change_head SET seq = seq + 5");
        commit(store, List.of(7L));
        Eventually.holds(SOON, () -> replica.filter.answers() && !replica.filter.test(number(1)));

        unlogged(store, number(2), "DELETE FROM change_log", "UPDATE change_head SET seq = 0");
        Eventually.holds(SOON, () -> replica.filter.answers() && !replica.filter.test(number(2)));
        assertThat(replica.filter.test(number(3))).isTrue();
    }
}

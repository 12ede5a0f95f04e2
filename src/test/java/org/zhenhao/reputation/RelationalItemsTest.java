package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.Eventually;

class RelationalItemsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final JdbcDataSource database = new JdbcDataSource();
    private final SickSource sick = new SickSource(database);
    private final RelationalItems items = new RelationalItems(sick, patient());
    private @Nullable Connection keepsDatabase;

    @BeforeEach
    void create() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        keepsDatabase = database.getConnection();
        try (Statement statement = keepsDatabase.createStatement()) {
            statement.execute(
                    "CREATE TABLE tally (id BIGINT PRIMARY KEY, number_key VARCHAR(80), version BIGINT, state BYTEA, dossier BYTEA)");
            statement.execute(
                    "CREATE TABLE block_page (id BIGINT PRIMARY KEY, page_key VARCHAR(80), version BIGINT, state BYTEA)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        sick.release();
        items.close();
        if (keepsDatabase != null) {
            keepsDatabase.close();
        }
    }

    @Test
    void load_moreKeysThanAChunk_givesEachItsOwn() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO tally VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < 1_300; i += 2) {
                insert.setLong(1, KeyIds.of("n" + i));
                insert.setString(2, "n" + i);
                insert.setLong(3, i + 1);
                insert.setBytes(4, new byte[] {(byte) i});
                insert.setBytes(5, new byte[0]);
                insert.executeUpdate();
            }
        }
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 1_299; i >= 0; i--) {
            keys.add(ItemKey.tally("n" + i, null));
        }

        List<Item> found = items.load(keys).toCompletableFuture().join().items();

        for (int i = 0; i < 1_300; i++) {
            assertThat(found.get(1_299 - i).version()).isEqualTo(i % 2 == 0 ? i + 1 : 0);
        }
    }

    @Test
    void load_numberAndPageOfOneName_areTwoThings() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO tally VALUES (" + KeyIds.of("x") + ", 'x', 1, X'01', X'')");
            statement.execute("INSERT INTO block_page VALUES (" + KeyIds.of("x") + ", 'x', 2, X'02')");
        }

        List<Item> found = items.load(List.of(ItemKey.page("x"), ItemKey.tally("x", null)))
                .toCompletableFuture()
                .join()
                .items();

        assertThat(found).extracting(Item::version).containsExactly(2L, 1L);
    }

    @Test
    void load_storeDown_failsAndAfterSomeFailuresAsksNoMore() {
        sick.refusing = true;
        for (int i = 0; i < 3; i++) {
            assertFails();
        }
        int asked = sick.asked.get();
        for (int i = 0; i < 50; i++) {
            assertFails();
        }

        assertThat(items.down()).isTrue();
        // But for a try a second.
        assertThat(sick.asked.get()).isLessThan(asked + 10);
    }

    @Test
    void load_storeBack_isAskedAgain() {
        sick.refusing = true;
        for (int i = 0; i < 3; i++) {
            assertFails();
        }
        sick.refusing = false;

        Eventually.holds(SOON, () -> !load().isCompletedExceptionally() && !items.down());
    }

    @Test
    void down_storeBackAndNobodyAsks_isFoundOut() {
        sick.refusing = true;
        for (int i = 0; i < 3; i++) {
            assertFails();
        }
        assertThat(items.down()).isTrue();
        sick.refusing = false;

        Eventually.holds(SOON, () -> !items.down());
    }

    @Test
    void down_standbyAnswers_isOver() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE change_head (id SMALLINT PRIMARY KEY, seq BIGINT)");
            statement.execute("INSERT INTO change_head VALUES (1, 0)");
        }
        Standby standby = new Standby(
                database, StandbyReadsIT.settings("", SOON), Duration.ofHours(1), new SimpleMeterRegistry());
        sick.refusing = true;
        try (RelationalItems both = new RelationalItems(sick, patient(), standby);
                ChangeFollower follower = StandbyReadsIT.follower(database, both)) {
            // The standby is not asked before it can be held against a follower: the store alone fails here.
            Eventually.holds(SOON, () -> load(both).isCompletedExceptionally() && both.down());

            standby.hold(follower);

            Eventually.holds(SOON, () -> !both.down());
            assertThat(load(both).join().items()).containsExactly(Item.ABSENT);
        }
    }

    @Test
    void load_storeHangs_failsWithinTheBudgetAndRefusesAtOnceWhenTheQueueIsFull() {
        sick.hang();
        try (RelationalItems hasty = new RelationalItems(sick, hasty())) {
            List<CompletableFuture<Loaded>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(load(hasty));
            }

            long refused = all.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .count();
            assertThat(refused).isPositive();
            Eventually.holds(SOON, () -> all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
            assertThat(hasty.down()).isTrue();
        }
    }

    @Test
    void load_oneReaderHeldUp_isAnsweredByAnother() {
        sick.hangOnce();
        CompletableFuture<Loaded> first = load();
        Eventually.holds(SOON, () -> sick.asked.get() == 1);

        Loaded second = items.load(List.of(ItemKey.tally("m", null)))
                .toCompletableFuture()
                .join();

        assertThat(second.items()).containsExactly(Item.ABSENT);
        assertThat(first).isNotDone();
    }

    @Test
    void load_manyWhileOneQueryRuns_areReadTogether() {
        sick.hangOnce();
        CompletableFuture<Loaded> first = load();
        Eventually.holds(SOON, () -> sick.asked.get() == 1);
        List<CompletableFuture<Loaded>> rest = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rest.add(items.load(List.of(ItemKey.tally("m" + i, null))).toCompletableFuture());
        }
        rest.forEach(CompletableFuture::join);
        sick.release();

        assertThat(first.join().items()).containsExactly(Item.ABSENT);
        assertThat(sick.asked.get()).isLessThan(6);
    }

    private void assertFails() {
        assertThatThrownBy(() -> load().join()).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    private CompletableFuture<Loaded> load() {
        return load(items);
    }

    private static CompletableFuture<Loaded> load(RelationalItems from) {
        return from.load(List.of(ItemKey.tally("n", null))).toCompletableFuture();
    }

    /** Two readers and a short queue, for tests that let the budget run out. */
    static StoreSettings hasty() {
        return within(Duration.ofMillis(500));
    }

    /** The same for all others: a machine that is busy with others is not to look like a store that hangs. */
    static StoreSettings patient() {
        return within(Duration.ofSeconds(10));
    }

    private static StoreSettings within(Duration budget) {
        return new StoreSettings() {
            @Override
            public int concurrency() {
                return 2;
            }

            @Override
            public int queue() {
                return 10;
            }

            @Override
            public Duration budget() {
                return budget;
            }

            @Override
            public Duration retry() {
                return Duration.ofSeconds(1);
            }

            @Override
            public boolean filter() {
                return true;
            }

            @Override
            public Duration filterLag() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration follow() {
                return Duration.ofMillis(20);
            }
        };
    }

    /** A database that can refuse connections or let callers hang. */
    private static final class SickSource implements DataSource {
        private final DataSource healthy;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean refusing;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch held = gate;
        private final AtomicBoolean once = new AtomicBoolean();

        SickSource(DataSource healthy) {
            this.healthy = healthy;
        }

        void hang() {
            gate = new CountDownLatch(1);
        }

        /** Lets only the next caller hang. */
        void hangOnce() {
            once.set(true);
            hang();
        }

        void release() {
            gate.countDown();
            held.countDown();
        }

        @Override
        public Connection getConnection() throws SQLException {
            CountDownLatch before = gate;
            if (once.compareAndSet(true, false)) {
                gate = new CountDownLatch(0);
                held = before;
            }
            asked.incrementAndGet();
            try {
                before.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            if (refusing) {
                throw new SQLException("connection refused", "08001");
            }
            return healthy.getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}

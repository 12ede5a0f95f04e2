package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresServer;

/** What one replica commits to a real PostgreSQL, another sees. */
class ChangeFollowerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ItemKey KEY = ItemKey.tally("+8613912345678", "+861391234xxxx");
    private static final ItemKey OTHER = ItemKey.tally("+8613912345679", "+861391234xxxx");

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final MemoryItems store = new MemoryItems();
    private final NearItems near = new NearItems(store, NearItemsTest.settings(1 << 20), System::nanoTime);
    private final List<ChangeReader.Raised> toRedis = new CopyOnWriteArrayList<>();
    private final ChangeFollower follower = new ChangeFollower(new ChangeReader(database), near, toRedis::addAll);

    @BeforeEach
    void create() throws SQLException {
        database.setURL(PostgresServer.newDatabase());
        database.setUser("postgres");
        database.setPassword("x");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE change_head (id SMALLINT PRIMARY KEY, seq BIGINT NOT NULL)");
            statement.execute("INSERT INTO change_head (id, seq) VALUES (1, 0)");
            statement.execute(
                    "CREATE TABLE change_log (seq BIGINT PRIMARY KEY, changed_at BIGINT NOT NULL, items TEXT NOT NULL)");
        }
        append(ItemKey.page("before the start"), 1);
        follower.start(Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void follow_changeOfAnotherReplica_outdatesNearAndTellsRedis() throws SQLException {
        near.put(KEY, NearItemsTest.item(1));
        store.put(KEY, NearItemsTest.item(2));
        append(KEY, 2);

        Eventually.holds(SOON, () -> version() == 2);
        assertThat(toRedis).contains(new ChangeReader.Raised(KEY, 2));
        assertThat(toRedis).noneMatch(raised -> raised.key().key().equals("before the start"));
    }

    @Test
    void follow_ownChange_keepsWhatIsHere() throws SQLException {
        near.put(KEY, NearItemsTest.item(2));
        append(KEY, 2);
        Eventually.holds(SOON, () -> !toRedis.isEmpty());

        assertThat(version()).isEqualTo(2);
        assertThat(store.loads).hasValue(0);
    }

    @Test
    void follow_aTransactionHeldOpen_skipsNothing() throws Exception {
        try (Connection slow = database.getConnection()) {
            slow.setAutoCommit(false);
            ChangeLog.append(slow, List.of(new ChangedItem(KEY, NearItemsTest.item(2))), 0);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
                try {
                    append(OTHER, 2);
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            Eventually.holds(SOON, this::somebodyWaits);
            assertThat(toRedis).isEmpty();
            slow.commit();
            second.join();
        }

        Eventually.holds(SOON, () -> toRedis.size() == 2);
        assertThat(toRedis).extracting(raised -> raised.key()).containsExactly(KEY, OTHER);
    }

    @Test
    void follow_aTrimmedLog_outdatesEverything() throws SQLException {
        near.put(KEY, NearItemsTest.item(1));
        store.put(KEY, NearItemsTest.item(2));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE change_head SET seq = seq + 5");
        }
        append(OTHER, 1);

        Eventually.holds(SOON, () -> version() == 2);
    }

    @Test
    void lag_whileTheLogIsRead_isShort() {
        Eventually.holds(SOON, () -> follower.lagSeconds() < 0.5);
    }

    @Test
    void items_asWritten_areRead() {
        List<ChangeReader.Raised> read = ChangeReader.items("T\tn\tp\t3\nP\tp\tp\t4\n");

        assertThat(read)
                .containsExactly(
                        new ChangeReader.Raised(ItemKey.tally("n", "p"), 3),
                        new ChangeReader.Raised(ItemKey.page("p"), 4));
        assertThat(read).extracting(raised -> raised.key().tag()).containsExactly("p", "p");
    }

    private void append(ItemKey key, int version) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.getURL(), database.getUser(), database.getPassword())) {
            connection.setAutoCommit(false);
            ChangeLog.append(
                    connection, new ArrayList<>(List.of(new ChangedItem(key, NearItemsTest.item(version)))), 0);
            connection.commit();
        }
    }

    private long version() {
        return near.get(List.of(KEY))
                .toCompletableFuture()
                .join()
                .entries()
                .get(0)
                .version();
    }

    private boolean somebodyWaits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }
}

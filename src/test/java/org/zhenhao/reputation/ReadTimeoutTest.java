package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.TestStores;

/** A real PostgreSQL whose tables somebody keeps locked. */
class ReadTimeoutTest {
    private static final ItemKey KEY = ItemKey.tally("+8613912345678", "+861391234xxxx");

    @Test
    void load_tableLocked_failsAndTheServerStopsTrying() throws SQLException {
        DataSource store = TestStores.postgresql();
        TestStores.migrate(store);
        try (RelationalItems items = new RelationalItems(store, RelationalItemsTest.hasty());
                Connection locker = store.getConnection();
                Statement lock = locker.createStatement()) {
            locker.setAutoCommit(false);
            lock.execute("LOCK TABLE tally IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(
                            () -> items.load(List.of(KEY)).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            Eventually.holds(Duration.ofSeconds(10), () -> waiting(lock) == 0);
            locker.rollback();

            Eventually.holds(Duration.ofSeconds(10), () -> answers(items));
        }
    }

    private static boolean answers(RelationalItems items) {
        try {
            return items.load(List.of(KEY)).toCompletableFuture().join().items().equals(List.of(Item.ABSENT));
        } catch (CompletionException e) {
            return false;
        }
    }

    private static int waiting(Statement statement) {
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM pg_locks WHERE NOT granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void set_onH2_leavesTheConnectionWithoutALimit() throws SQLException {
        try (Connection connection = TestStores.h2InMemory().getConnection();
                Statement statement = connection.createStatement()) {
            ReadTimeout.set(statement, Duration.ofSeconds(1));

            assertThat(statement.getQueryTimeout()).isZero();
        }
    }
}

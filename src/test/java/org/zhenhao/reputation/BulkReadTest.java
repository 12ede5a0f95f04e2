package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.Eventually;

class BulkReadTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int NOW = 1_000;
    private static final int LIFETIME = 600;
    private static final int ROWS = 20_000;
    private static final long FIRST = 8_613_900_000_000L;

    private final JdbcDataSource database = new JdbcDataSource();
    private final PackedItems packed = new PackedItems(32 << 20);
    private final BulkRead bulk = new BulkRead(database, packed, () -> 2L * ROWS, () -> NOW, LIFETIME);
    private Connection keepsDatabase;

    @BeforeEach
    void fill() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        keepsDatabase = database.getConnection();
        try (var statement = keepsDatabase.createStatement()) {
            statement.execute("CREATE TABLE tally (id BIGINT PRIMARY KEY, state VARBINARY(1000))");
            statement.execute("CREATE TABLE block_page (id BIGINT PRIMARY KEY, state VARBINARY(1000))");
        }
        for (String table : new String[] {"tally", "block_page"}) {
            try (PreparedStatement insert = keepsDatabase.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setLong(1, FIRST + 10_000L * i);
                    insert.setBytes(2, bytes(table + i));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        bulk.close();
        keepsDatabase.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(@Nullable CompletionStage<Void> reading) throws Exception {
        assertThat(reading).isNotNull();
        reading.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private byte @Nullable [] tally(int i) {
        return packed.get(NumberFilter.member(ItemKey.Type.TALLY, FIRST + 10_000L * i), NOW);
    }

    @Test
    void missed_few_readsNothing() {
        assertThat(bulk.missed(4_000, () -> {})).isNull();
        assertThat(packed.size()).isZero();
    }

    @Test
    void missed_many_packsAllTalliesAndPages() throws Exception {
        await(bulk.missed(5_000, () -> {}));

        for (int i = 0; i < ROWS; i++) {
            assertThat(tally(i)).isEqualTo(bytes("tally" + i));
            assertThat(packed.get(NumberFilter.member(ItemKey.Type.PAGE, FIRST + 10_000L * i), NOW))
                    .isEqualTo(bytes("block_page" + i));
        }
        assertThat(bulk.missed(5_000, () -> {})).as("at once again").isNull();
    }

    @Test
    void missed_changesCommittedMeanwhile_areNeverPackedAsTheyWere() throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                change(which(next.getAndIncrement()));
            }
        });
        // The other thread may be slow to begin.
        Eventually.holds(SOON, () -> next.get() > 0);
        await(bulk.missed(5_000, () -> {}));
        over.set(true);
        changing.get(30, TimeUnit.SECONDS);

        for (int i = 0; i < next.get(); i++) {
            byte[] held = tally(which(i));
            assertThat(held == null || new String(held, StandardCharsets.US_ASCII).startsWith("new"))
                    .isTrue();
        }
    }

    private static int which(int i) {
        return (int) (i * 2_654_435_761L % ROWS);
    }

    /** As a commit of this process: the store first, then who is told. */
    private void change(int i) {
        try (PreparedStatement update = keepsDatabase.prepareStatement("UPDATE tally SET state = ? WHERE id = ?")) {
            update.setBytes(1, bytes("new" + i));
            update.setLong(2, FIRST + 10_000L * i);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        packed.changed(NumberFilter.member(ItemKey.Type.TALLY, FIRST + 10_000L * i));
    }
}

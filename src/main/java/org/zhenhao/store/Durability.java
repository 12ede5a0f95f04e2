package org.zhenhao.store;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes what was committed survive the death of the process and of the machine, before it is acknowledged.
 *
 * <p>PostgreSQL's COMMIT already means that. H2's does not: it leaves the pages in memory, and a writer thread stores
 * them up to WRITE_DELAY (500 ms) later. Asking H2 with WRITE_DELAY=0 to store at each commit ends that thread, which
 * also reclaims space, and still forces nothing to the disk. {@code CHECKPOINT SYNC} does both and keeps the thread: it
 * writes every transaction committed so far and forces the file (H2 2.4: Database.sync, MVStore.commit, then
 * FileChannel.force). One call serves all transactions before it, so callers should commit in groups. Thread-safe.
 */
@Singleton
public class Durability {
    private static final String FORCE = "checkpoint sync";

    private final AgroalDataSource store;
    private final boolean needed;

    @Inject
    Durability(AgroalDataSource store, @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.store = store;
        this.needed = StoreKind.known(url) && StoreKind.of(url) == StoreKind.H2;
    }

    /**
     * Makes all transactions committed so far durable. Blocks for about one forced write where the store is H2, not at
     * all where it is PostgreSQL.
     *
     * @param connection any connection of the store, with no transaction under way
     * @throws SQLException if the store failed; then nothing may be acknowledged
     */
    public void settle(Connection connection) throws SQLException {
        if (needed) {
            force(connection);
        }
    }

    /** Like {@link #settle(Connection)}, on a connection of its own; throws if the store failed. */
    public void settle() {
        if (!needed) {
            return;
        }
        try (Connection connection = store.getConnection()) {
            force(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void force(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FORCE);
        }
    }
}

package org.zhenhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What makes a commit outlive the process. PostgreSQL's commit does that by itself. H2's does not: it returns when the change
 * is visible, and a writer thread brings it to the file up to WRITE_DELAY, half a second, later; what is to be acknowledged
 * has to be written out first. Thread-safe.
 *
 * <p>Of H2's two ways, WRITE_DELAY=0 stores at each commit but ends the writer thread, which also reclaims space, and forces
 * nothing to the disk; CHECKPOINT SYNC writes all that was committed so far, forces the file and keeps the thread (H2 2.4:
 * TransactionStore.endTransaction, Database.sync). One call serves every transaction before it, so groups make it cheap.
 */
@FunctionalInterface
public interface Durability {
    /** For stores whose commits are durable, or that are thrown away anyhow. */
    Durability BY_COMMIT = connection -> {};

    /** Returns when all that was committed before the call survives {@code kill -9} and a loss of power. */
    void force(Connection connection) throws SQLException;

    /**
     * What the store at a JDBC URL needs.
     *
     * @throws IllegalArgumentException if the URL names neither H2 nor PostgreSQL
     */
    static Durability of(String url) {
        return switch (StoreKind.of(url)) {
            case POSTGRESQL -> BY_COMMIT;
            case H2 ->
                connection -> {
                    if (DiskRoom.lacking()) {
                        throw new SQLException("the disk under the store is full");
                    }
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("CHECKPOINT SYNC");
                    }
                };
        };
    }
}

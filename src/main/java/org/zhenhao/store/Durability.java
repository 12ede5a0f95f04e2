package org.zhenhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What makes a commit outlive the process. PostgreSQL's commit does that by itself. H2's does not: it returns when the change
 * is visible, and the change reaches the file up to half a second later; what is to be acknowledged has to be written out
 * first. Thread-safe.
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
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("CHECKPOINT SYNC");
                    }
                };
        };
    }
}

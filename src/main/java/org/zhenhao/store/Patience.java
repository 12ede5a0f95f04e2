package org.zhenhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * For how long a connection waits for an answer of the database while this is open: a server that vanished without a word
 * would otherwise keep its callers for hours. To be closed before the connection, since the pool hands it on. H2 answers
 * within the process and does not know such a limit.
 */
public final class Patience implements AutoCloseable {
    private final Connection connection;

    /** Sets the limit; zero means none. A statement that takes longer fails, and its connection with it. */
    public Patience(Connection connection, Duration limit) throws SQLException {
        this.connection = connection;
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
    }

    @Override
    public void close() {
        try {
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            // A connection that is lost already is not handed on.
        }
    }
}

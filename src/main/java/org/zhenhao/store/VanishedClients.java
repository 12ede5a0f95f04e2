package org.zhenhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks PostgreSQL to notice when this client has vanished. A replica whose network loses everything says no farewell, and what its
 * transaction has locked, the row that numbers the changes above all, would stay locked for all other replicas until the server's
 * system gives the connection up: two hours and more by default.
 *
 * <p>The server's side of each connection gets its own keep-alive, so that a client that is gone is given up within some six seconds, and one
 * that is there but says nothing in the middle of a transaction within a minute. (PostgreSQL, Server Configuration: tcp_keepalives_idle,
 * tcp_user_timeout, idle_in_transaction_session_timeout.)
 */
final class VanishedClients {
    private static final String[] SETTINGS = {
        "SET tcp_keepalives_idle = 3",
        "SET tcp_keepalives_interval = 1",
        "SET tcp_keepalives_count = 3",
        "SET tcp_user_timeout = 6000",
        "SET idle_in_transaction_session_timeout = 60000"
    };

    private VanishedClients() {}

    /** Sets it for a new connection; a store in PostgreSQL's manner that knows no such settings is used without them. */
    static void letGo(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", SETTINGS));
        } catch (SQLException unknown) {
            // A lost connection shows itself at its first use.
        }
    }
}

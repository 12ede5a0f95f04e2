package org.zhenhao.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.zhenhao.store.StoreDriver;

/** A program that connects to a store as the service does, locks the row which every commit writes, tells so by a plus, and falls silent. */
final class LockHolder {
    private LockHolder() {}

    /** @param arguments the JDBC URL */
    public static void main(String... arguments) throws Exception {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", "x");
        try (Connection connection = Objects.requireNonNull(new StoreDriver().connect(arguments[0], login));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE change_head SET seq = seq WHERE id = 1");
            System.out.print('+');
            System.out.flush();
            TimeUnit.MINUTES.sleep(5);
        }
    }
}

package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.zhenhao.store.Durability;
import org.zhenhao.store.StoreDriver;

/** The floor that the intake is measured against: one connection that inserts and commits one row at a time. */
public final class InsertLoop {
    private InsertLoop() {}

    /**
     * Takes the JDBC URL, how many seconds to run, and {@code durable} or {@code plain}: whether a row counts when it is on
     * disk, as an acknowledged report does, or when its commit returns, which H2's does earlier. Prints rows a second.
     */
    public static void main(String[] args) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", System.getenv().getOrDefault("ZHENHAO_STORE_USERNAME", "sa"));
        login.setProperty("password", System.getenv().getOrDefault("ZHENHAO_STORE_PASSWORD", ""));
        Durability durability = args[2].equals("durable") ? Durability.of(args[0]) : Durability.BY_COMMIT;
        long length = TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
        try (Connection connection = Objects.requireNonNull(new StoreDriver().connect(args[0], login), args[0]);
                Statement ddl = connection.createStatement()) {
            ddl.execute("DROP TABLE IF EXISTS insert_loop");
            ddl.execute(
                    "CREATE TABLE insert_loop (id UUID PRIMARY KEY, number_key VARCHAR(80), reporter BYTEA, at BIGINT)");
            connection.setAutoCommit(false);
            long rows = 0;
            long start = System.nanoTime();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO insert_loop VALUES (?, ?, ?, ?)")) {
                while (System.nanoTime() - start < length) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setString(2, "+86170" + rows);
                    insert.setBytes(3, new byte[16]);
                    insert.setLong(4, rows);
                    insert.executeUpdate();
                    connection.commit();
                    durability.force(connection);
                    rows++;
                }
            }
            System.out.println(Math.round(rows * 1e9 / (System.nanoTime() - start)));
            ddl.execute("DROP TABLE insert_loop");
        }
    }
}

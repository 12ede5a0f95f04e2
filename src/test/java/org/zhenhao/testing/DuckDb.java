package org.zhenhao.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** DuckDB in the process of the test. */
public final class DuckDb {
    private DuckDb() {}

    /** A database in memory. Not by way of the driver manager, which knows only the drivers of the class loader that came first. */
    public static Connection open() throws SQLException {
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        if (connection == null) {
            throw new SQLException("no DuckDB");
        }
        return connection;
    }
}

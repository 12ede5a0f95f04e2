package org.zhenhao.loadtest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.zhenhao.testing.DuckDb;

/** The join of screening done by DuckDB alone, on numbers that are normalised already; for loadtest/screening.sh. */
public final class DuckJoin {
    private DuckJoin() {}

    /** Takes a list with a column {@code phone}, a file with a known number a line, and where the result goes; order is kept. */
    public static void main(String[] args) throws SQLException {
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("COPY (SELECT l.*, k.number IS NOT NULL AS known FROM read_csv('" + args[0]
                    + "', header = true, types = {'phone': 'VARCHAR'}) l LEFT JOIN read_csv('" + args[1]
                    + "', header = false, columns = {'number': 'VARCHAR'}) k ON k.number = l.phone) TO '" + args[2]
                    + "' (HEADER)");
        }
    }
}

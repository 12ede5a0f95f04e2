package org.zhenhao.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a store, as the store itself tells them. Nothing here knows what is in them. */
final class Tables {
    private static final String HISTORY = "flyway_schema_history";

    /** Tables in which the first use of a store leaves something; what else the schema brings is replaced. */
    private static final Set<String> MARKS_OF_USE = Set.of("report", "tally", "api_key", "institution");

    private Tables() {}

    /**
     * Opens a store as the service does.
     *
     * @param url JDBC URL of H2 or PostgreSQL
     * @param username null or empty for the database's usual one
     */
    static Connection open(String url, @Nullable String username, @Nullable String password) throws SQLException {
        Properties login = new Properties();
        if (username != null && !username.isEmpty()) {
            login.setProperty("user", username);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        Connection connection;
        try {
            connection = new StoreDriver().connect(StoreUrl.complete(url), login);
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), e);
        }
        if (connection == null) {
            throw new SQLException("neither H2 nor PostgreSQL: " + StoreUrl.shown(url));
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Names of all tables with their columns, both in lower case and in order. */
    static SortedMap<String, List<String>> all(Connection store) throws SQLException {
        SortedMap<String, List<String>> tables = new TreeMap<>();
        try (ResultSet columns = store.getMetaData().getColumns(store.getCatalog(), store.getSchema(), "%", "%")) {
            while (columns.next()) {
                String table = columns.getString("TABLE_NAME");
                // Views and indexes have columns too.
                if (isTable(store, table)) {
                    tables.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                            .add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        tables.remove(HISTORY);
        tables.values().forEach(Collections::sort);
        return tables;
    }

    private static boolean isTable(Connection store, String name) throws SQLException {
        try (ResultSet found = store.getMetaData().getTables(store.getCatalog(), store.getSchema(), name, new String[] {
            "TABLE", "BASE TABLE", "PARTITIONED TABLE"
        })) {
            return found.next() && !isPartition(store, name);
        }
    }

    /** Whether a table holds rows of another: these are read and written through that one. */
    private static boolean isPartition(Connection store, String name) throws SQLException {
        if (StoreKind.of(store) != StoreKind.POSTGRESQL) {
            return false;
        }
        try (PreparedStatement statement = store.prepareStatement(
                "SELECT 1 FROM pg_class WHERE oid = to_regclass(quote_ident(?)) AND relispartition")) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /** The version of the schema; fails with a plain word where there is none. */
    static String version(Connection store) throws SQLException {
        try (Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM " + HISTORY
                        + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC")) {
            if (rows.next()) {
                return rows.getString(1);
            }
        } catch (SQLException e) {
            store.rollback();
            throw new SQLException(
                    "the store has no schema yet: start the service on it once with zhenhao.store.migrate=only", e);
        }
        throw new SQLException("the store has no schema yet");
    }

    /** Makes sure that nobody has used a store. */
    static void requireUnused(Connection store) throws SQLException {
        for (String table : all(store).keySet()) {
            if (MARKS_OF_USE.contains(table) && count(store, table) > 0) {
                throw new SQLException("the target is in use: its table " + table + " has rows. Nothing was changed");
            }
        }
    }

    static long count(Connection store, String table) throws SQLException {
        try (Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static String select(String table, List<String> columns) {
        return "SELECT " + quoted(columns) + " FROM " + table;
    }

    static String insert(String table, List<String> columns) {
        return "INSERT INTO " + table + " (" + quoted(columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private static String quoted(List<String> columns) {
        return "\"" + String.join("\", \"", columns) + "\"";
    }
}

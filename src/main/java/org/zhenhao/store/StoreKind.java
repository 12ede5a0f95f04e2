package org.zhenhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases the store runs on, told apart by the scheme of the JDBC URL. */
public enum StoreKind {
    H2,
    POSTGRESQL;

    private final String scheme = "jdbc:" + name().toLowerCase(Locale.ROOT) + ":";

    /** Name of this database's folder of migrations, and the scheme's middle: {@code h2} or {@code postgresql}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the URL names a database that the store runs on. */
    static boolean known(String url) {
        return url.startsWith(H2.scheme) || url.startsWith(POSTGRESQL.scheme);
    }

    /**
     * The database that a JDBC URL names.
     *
     * @throws IllegalArgumentException if it is neither; the message is fit for an operator
     */
    public static StoreKind of(String url) {
        for (StoreKind kind : values()) {
            if (url.startsWith(kind.scheme)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("zhenhao.store.url begins with jdbc:h2: or jdbc:postgresql:");
    }

    /** The database at the other end of a connection. */
    public static StoreKind of(Connection connection) throws SQLException {
        return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName()) ? POSTGRESQL : H2;
    }
}

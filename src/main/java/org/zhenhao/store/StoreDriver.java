package org.zhenhao.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of the connection pool: passes each call to H2's or PostgreSQL's driver, as the URL says.
 *
 * <p>The framework fixes a pool's driver when the application is built; this one leaves the choice of database to the
 * start, so that one jar serves both. Thread-safe, as both drivers are.
 */
public final class StoreDriver implements Driver {
    private static final String USER = "user";
    private static final String LOGIN_SECONDS = "5";

    static {
        // A cache of equal values, looked up for each value read, that finds next to none among tallies.
        if (System.getProperty("h2.objectCache") == null) {
            System.setProperty("h2.objectCache", "false");
        }
    }

    private final Driver h2 = new org.h2.Driver();
    private final Driver postgresql = new org.postgresql.Driver();

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        StoreKind kind = StoreKind.of(url);
        Properties completed = new Properties();
        completed.putAll(info);
        if (kind == StoreKind.H2 && info.getProperty(USER, "").isEmpty()) {
            completed.setProperty(USER, "sa");
            completed.putIfAbsent("password", "");
        }
        if (kind == StoreKind.POSTGRESQL) {
            // Without it a server that takes the connection and says nothing would hold up the pool for good.
            completed.putIfAbsent("loginTimeout", LOGIN_SECONDS);
            completed.putIfAbsent("tcpKeepAlive", "true");
        }
        Connection opened = driver(kind).connect(WaitingPath.waiting(StoreUrl.complete(url)), completed);
        if (opened != null && kind == StoreKind.POSTGRESQL) {
            VanishedClients.letGo(opened);
        }
        return opened == null ? null : StoreWatch.opened(opened);
    }

    @Override
    public boolean acceptsURL(String url) {
        return StoreKind.known(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? driver(StoreKind.of(url)).getPropertyInfo(url, info) : new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    private Driver driver(StoreKind kind) {
        return kind == StoreKind.H2 ? h2 : postgresql;
    }
}

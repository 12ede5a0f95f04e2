package org.zhenhao.testing;

import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;

/** Empty databases for tests that need no running service. */
public final class TestStores {
    private TestStores() {}

    /** An H2 database in memory, in the mode the service uses. */
    public static DataSource h2InMemory() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1",
                "sa",
                "");
    }

    /** A database of its own on the test run's PostgreSQL server. */
    public static DataSource postgresql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(PostgresServer.newDatabase());
        source.setUser("postgres");
        source.setPassword("x");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /** Brings a database's schema up to date. */
    public static void migrate(DataSource store) {
        Flyway.configure()
                .dataSource(store)
                .locations(
                        "db/migration/common",
                        store instanceof PGSimpleDataSource ? "db/migration/postgresql" : "db/migration/h2")
                .placeholders(Map.of("collate", ""))
                .load()
                .migrate();
    }
}

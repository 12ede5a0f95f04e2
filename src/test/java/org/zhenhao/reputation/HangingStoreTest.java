package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.FaultProxy;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.TestStores;

/** A store that neither answers nor fails. */
class HangingStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ItemKey KEY = ItemKey.tally("+8613912345678", "+861391234xxxx");
    private static final ItemKey OTHER = ItemKey.tally("+8613912345679", "+861391234xxxx");

    @Test
    void get_olderAnswerIsHere_isGivenAsStaleSoonAndTheLateOneIsKept() {
        CompletableFuture<Loaded> hanging = new CompletableFuture<>();
        NearItems near = new NearItems(keys -> hanging, NearItemsTest.settings(1 << 20), System::nanoTime);
        near.put(KEY, NearItemsTest.item(1));
        near.outdate(KEY, 2);

        NearAnswer answer = near.get(List.of(KEY))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        CompletableFuture<NearAnswer> unknown = near.get(List.of(OTHER)).toCompletableFuture();

        assertThat(answer.stale()).isTrue();
        assertThat(answer.entries().get(0).version()).isEqualTo(1);
        assertThat(unknown).isNotDone();
        hanging.complete(new Loaded(List.of(NearItemsTest.item(2)), Tier.STORE));
        assertThat(near.get(List.of(KEY))
                        .toCompletableFuture()
                        .join()
                        .entries()
                        .get(0)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void load_serverThatVanishedWithoutAWord_isLeftBehind() throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(PostgresServer.newDatabase());
        database.setUser("postgres");
        database.setPassword("x");
        TestStores.migrate(database);
        try (FaultProxy wire = new FaultProxy(database.getPortNumbers()[0]);
                AgroalDataSource pool =
                        pool("jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + database.getDatabaseName());
                RelationalItems items = new RelationalItems(pool, settings())) {
            Eventually.holds(SOON, () -> answers(items));
            // The server has moved; the old connection stays silent for good.
            wire.abandon();
            assertThat(answers(items)).isFalse();

            Eventually.holds(SOON, () -> answers(items));
        }
    }

    private static boolean answers(RelationalItems items) {
        return items.load(List.of(KEY))
                .handle((loaded, failure) -> failure == null)
                .toCompletableFuture()
                .join();
    }

    private static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(2))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("x")))));
    }

    private static StoreSettings settings() {
        return new StoreSettings() {
            @Override
            public int concurrency() {
                return 1;
            }

            @Override
            public int queue() {
                return 16;
            }

            @Override
            public Duration budget() {
                return Duration.ofMillis(500);
            }

            @Override
            public Duration retry() {
                return Duration.ofMillis(50);
            }

            @Override
            public Duration follow() {
                return Duration.ofMillis(200);
            }

            @Override
            public Duration filterLag() {
                return Duration.ofSeconds(1);
            }

            @Override
            public boolean filter() {
                return false;
            }
        };
    }
}

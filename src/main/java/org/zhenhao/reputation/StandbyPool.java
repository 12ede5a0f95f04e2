package org.zhenhao.reputation;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.util.Optional;
import org.zhenhao.store.StoreDriver;
import org.zhenhao.store.StoreKind;

/** Makes the pool of connections to the standby. */
final class StandbyPool {
    private StandbyPool() {}

    /**
     * An empty pool; connections are made when they are needed.
     *
     * @param username the store's, for a standby that has none of its own
     * @throws IllegalArgumentException if the URL is none of PostgreSQL
     */
    static AgroalDataSource open(
            StandbySettings settings, Optional<String> username, Optional<String> password, int most)
            throws SQLException {
        String url = settings.url().orElseThrow();
        if (StoreKind.of(url) != StoreKind.POSTGRESQL) {
            throw new IllegalArgumentException("zhenhao.standby.url begins with jdbc:postgresql:");
        }
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(most)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(settings.budget())
                        .connectionFactoryConfiguration(factory -> {
                            factory.connectionProviderClass(StoreDriver.class).jdbcUrl(url);
                            settings.username()
                                    .or(() -> username)
                                    .ifPresent(name -> factory.principal(new NamePrincipal(name)));
                            settings.password()
                                    .or(() -> password)
                                    .ifPresent(word -> factory.credential(new SimplePassword(word)));
                            return factory;
                        })));
    }
}

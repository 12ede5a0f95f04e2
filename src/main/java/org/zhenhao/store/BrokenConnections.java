package org.zhenhao.store;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.quarkus.agroal.runtime.AgroalConnectionConfigurer;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * Tells the connection pool which errors mean that a connection is dead, so that it drops it at once and does not hand
 * it to the next caller after the database restarted.
 */
@Singleton
@Unremovable
@JdbcDriver("other")
final class BrokenConnections implements AgroalConnectionConfigurer, ExceptionSorter {
    private static final Set<Integer> H2_CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2);

    private final ExceptionSorter postgresql = new PostgreSQLExceptionSorter();

    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier configuration) {
        configuration.connectionPoolConfiguration().exceptionSorter(this);
    }

    @Override
    public boolean isFatal(SQLException failure) {
        return H2_CLOSED.contains(failure.getErrorCode()) || postgresql.isFatal(failure);
    }
}

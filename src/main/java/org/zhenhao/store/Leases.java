package org.zhenhao.store;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Work that one replica does at a time: whoever holds its lease. Thread-safe. */
@Singleton
public class Leases {
    private static final int NAME_LENGTH = 20;

    private final AgroalDataSource store;
    private final Clock clock;
    private final String holder = Ids.random(NAME_LENGTH);

    @Inject
    Leases(AgroalDataSource store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes or prolongs a lease.
     *
     * @param name of a row in {@code job_lease}
     * @param span for how long it is this replica's, should it fall silent
     * @return false if another holds it
     * @throws SQLException if the store fails
     */
    public boolean take(String name, Duration span) throws SQLException {
        long now = clock.instant().getEpochSecond();
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE job_lease SET holder = ?, until_at = ? WHERE name = ? AND (until_at < ? OR holder = ?)")) {
            statement.setString(1, holder);
            statement.setLong(2, now + span.toSeconds());
            statement.setString(3, name);
            statement.setLong(4, now);
            statement.setString(5, holder);
            return statement.executeUpdate() == 1;
        }
    }
}

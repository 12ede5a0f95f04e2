package org.zhenhao.store;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the commits of entities durable, as {@link Durability} says the store needs it. Thread-safe. */
@Singleton
public class DurableCommits {
    private final AgroalDataSource store;
    private final String url;

    @Inject
    DurableCommits(AgroalDataSource store, @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.store = store;
        this.url = url;
    }

    /** Returns when all that was committed before the call is durable; nothing may be acknowledged if it throws. */
    public void settle() {
        Durability durability = Durability.of(url);
        if (durability == Durability.BY_COMMIT) {
            return;
        }
        try (Connection connection = store.getConnection()) {
            durability.force(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SchemaTest {
    @Inject
    AgroalDataSource store;

    @Test
    void start_emptyDatabase_makesTheTables() throws SQLException {
        try (var connection = store.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from api_key where disabled")) {
            assertThat(rows.next()).isTrue();
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(expectedProduct());
        }
    }

    String expectedProduct() {
        return "H2";
    }
}

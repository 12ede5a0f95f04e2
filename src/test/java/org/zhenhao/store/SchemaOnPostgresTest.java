package org.zhenhao.store;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.zhenhao.testing.PostgresProfile;

@QuarkusTest
@TestProfile(PostgresProfile.class)
class SchemaOnPostgresTest extends SchemaTest {
    @Override
    String expectedProduct() {
        return "PostgreSQL";
    }
}

package org.zhenhao.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Runs the service under test on a fresh database of a real PostgreSQL server. */
public final class PostgresProfile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresServer.class));
    }
}

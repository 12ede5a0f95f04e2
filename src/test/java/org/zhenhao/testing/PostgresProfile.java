package org.zhenhao.testing;

import java.util.List;

/** Runs the service under test on a fresh database of a real PostgreSQL server, with an admin key the test knows. */
public final class PostgresProfile extends AdminKeyProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresServer.class));
    }
}

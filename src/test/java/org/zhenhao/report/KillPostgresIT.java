package org.zhenhao.report;

import java.util.Map;
import org.zhenhao.testing.PostgresServer;

/** The same with the reports in PostgreSQL. */
class KillPostgresIT extends AbstractKillTest {
    @Override
    Map<String, String> settings() {
        return Map.of(
                "ZHENHAO_STORE_URL", PostgresServer.newDatabase(),
                "ZHENHAO_STORE_USERNAME", "postgres",
                "ZHENHAO_STORE_PASSWORD", "x");
    }
}

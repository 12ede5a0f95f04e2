package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class AcceptancePostgresIT extends AbstractAcceptanceTest {
    @Override
    DataSource newStore() {
        return TestStores.postgresql();
    }
}

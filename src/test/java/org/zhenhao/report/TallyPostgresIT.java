package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class TallyPostgresIT extends AbstractTallyTest {
    @Override
    DataSource newStore() {
        return TestStores.postgresql();
    }
}

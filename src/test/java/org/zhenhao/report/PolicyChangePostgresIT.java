package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class PolicyChangePostgresIT extends AbstractPolicyChangeTest {
    @Override
    DataSource newStore() {
        return TestStores.postgresql();
    }
}

package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class PolicyChangeH2Test extends AbstractPolicyChangeTest {
    @Override
    DataSource newStore() {
        return TestStores.h2InMemory();
    }
}

package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class AcceptanceH2Test extends AbstractAcceptanceTest {
    @Override
    DataSource newStore() {
        return TestStores.h2InMemory();
    }
}

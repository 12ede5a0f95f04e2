package org.zhenhao.report;

import javax.sql.DataSource;
import org.zhenhao.testing.TestStores;

class TallyH2Test extends AbstractTallyTest {
    @Override
    DataSource newStore() {
        return TestStores.h2InMemory();
    }
}

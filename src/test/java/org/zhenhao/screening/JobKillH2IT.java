package org.zhenhao.screening;

import java.util.Map;

/** Jobs on the H2 file survive {@code kill -9}. */
class JobKillH2IT extends AbstractJobKillTest {
    @Override
    Map<String, String> store() {
        return Map.of();
    }
}

package org.zhenhao.report;

import java.util.Map;

/** The H2 file survives {@code kill -9}. */
class KillH2IT extends AbstractKillTest {
    @Override
    Map<String, String> settings() {
        return Map.of();
    }
}

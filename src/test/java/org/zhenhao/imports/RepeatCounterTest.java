package org.zhenhao.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatCounterTest {
    @Test
    void seen_manyLines_countsLikeAMap() {
        RepeatCounter counter = new RepeatCounter();
        Map<String, Integer> oracle = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String line = "2020-02-14,80028585" + random.nextInt(60_000);
            int before = oracle.merge(line, 1, Integer::sum) - 1;
            assertThat(counter.seen(line)).isEqualTo(before);
        }
    }
}

package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeapShareTest {
    @Test
    void or_boundThatWasSet_isThatBound() {
        assertThat(HeapShare.or(OptionalLong.of(0))).isZero();
        assertThat(HeapShare.or(OptionalLong.of(1L << 40))).isEqualTo(1L << 40);
    }

    @Test
    void of_smallHeap_isAFifth() {
        assertThat(HeapShare.of(200L << 20)).isEqualTo(40L << 20);
    }

    @Test
    void of_largeHeap_isBounded() {
        assertThat(HeapShare.of(8L << 30)).isEqualTo(64L << 20);
    }
}

package org.zhenhao.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashSlotTest {
    @Test
    void of_keysInTheSpecification_isTheirs() {
        // The check value of CRC-16/XMODEM, and what CLUSTER KEYSLOT answers.
        assertThat(HashSlot.of("123456789")).isEqualTo(0x31C3);
        assertThat(HashSlot.of("foo")).isEqualTo(12182);
    }
}

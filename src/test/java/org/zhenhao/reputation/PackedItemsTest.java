package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedItemsTest {
    private static final int NOW = 100;
    private static final int LATER = 200;

    @Test
    void get_manyPutAndChanged_isWhatWasPutLastOrNothing() {
        PackedItems packed = new PackedItems(4 << 20);
        Map<Long, byte[]> model = new HashMap<>();
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < 300_000; i++) {
            long member = 8_613_800_000_000L + random.nextInt(30_000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    byte[] bytes = bytes(i, random.nextInt(120));
                    packed.put(member, bytes, packed.stamps(), LATER);
                    model.put(member, bytes);
                }
                case 1 -> {
                    packed.changed(member);
                    model.remove(member);
                }
                default -> {
                    byte[] held = packed.get(member, NOW);
                    if (held != null) {
                        assertThat(held).isEqualTo(model.get(member));
                        found++;
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(40_000);
    }

    @Test
    void put_moreThanThereIsRoomFor_keepsSomeAndStaysSmall() {
        PackedItems packed = new PackedItems(1 << 20);
        for (int i = 0; i < 200_000; i++) {
            packed.put(i, bytes(i, 80), packed.stamps(), LATER);
        }

        assertThat(packed.size()).isBetween(3_000L, 12_000L);
        assertThat(packed.get(199_999, NOW)).isEqualTo(bytes(199_999, 80));
    }

    @Test
    void put_allSizesAroundTheRing_isWhatWasPutLastOrNothing() {
        PackedItems packed = new PackedItems(4 << 20);
        Map<Long, byte[]> model = new HashMap<>();
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 400_000; i++) {
            long member = random.nextInt(60_000);
            int size = random.nextInt(50) == 0 ? random.nextInt(6_000) : random.nextInt(80);
            byte[] held = packed.get(member, NOW);
            if (held != null) {
                assertThat(held).isEqualTo(model.get(member));
                found++;
            }
            if (random.nextInt(3) == 0) {
                packed.changed(member);
            } else {
                byte[] bytes = bytes(i, size);
                packed.put(member, bytes, packed.stamps(), LATER);
                model.put(member, bytes);
            }
        }
        assertThat(found).isGreaterThan(20_000);
    }

    @Test
    void put_askedForBetween_outlivesWhatWasNot() {
        PackedItems packed = new PackedItems(1 << 20);
        for (int i = 0; i < 40_000; i++) {
            packed.put(1_000L + i, bytes(i, 80), packed.stamps(), LATER);
            if (i % 1_000 == 0) {
                for (int kept = 0; kept < 1_000; kept++) {
                    if (packed.get(kept, NOW) == null) {
                        assertThat(i).as("%d was pushed out", kept).isZero();
                        packed.put(kept, bytes(kept, 80), packed.stamps(), LATER);
                    }
                }
            }
        }
    }

    @Test
    void put_changedSinceItWasAskedFor_isNotKept() {
        PackedItems packed = new PackedItems(1 << 20);
        int[] before = packed.stamps();
        packed.changed(7);

        packed.put(7, bytes(1, 10), before, LATER);

        assertThat(packed.get(7, NOW)).isNull();
    }

    @Test
    void get_pastItsSecond_isNothing() {
        PackedItems packed = new PackedItems(1 << 20);
        packed.put(7, bytes(1, 10), packed.stamps(), NOW);

        assertThat(packed.get(7, NOW)).isNull();
        assertThat(packed.get(7, NOW - 1)).isNotNull();
    }

    @Test
    void clear_whateverWasThere_isGone() {
        PackedItems packed = new PackedItems(1 << 20);
        packed.put(7, bytes(1, 10), packed.stamps(), LATER);
        int[] before = packed.stamps();
        packed.clear();
        packed.put(8, bytes(1, 10), before, LATER);

        assertThat(packed.size()).isZero();
    }

    private static byte[] bytes(int seed, int length) {
        return ByteBuffer.allocate(4 + length).putInt(seed).array();
    }
}

package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingBloomTest {
    private static final int MANY = 1_000_000;

    @Property(tries = 200)
    void mayContain_anythingAdded_isTrue(@ForAll List<Long> members) {
        GrowingBloom set = new GrowingBloom(1);
        members.forEach(set::add);

        assertThat(members).allMatch(set::mayContain);
    }

    @ParameterizedTest
    @ValueSource(longs = {8_613_000_000_000L, -4_000_000_000_000_000_000L})
    void mayContain_numbersThatFollowEachOther_isSeldomWrongAndTakesTenBits(long first) {
        GrowingBloom set = new GrowingBloom(MANY);
        for (long i = 0; i < MANY; i++) {
            set.add(first + 3 * i);
        }
        int wrong = 0;
        for (long i = 0; i < MANY; i++) {
            assertThat(set.mayContain(first + 3 * i)).isTrue();
            wrong += set.mayContain(first + 3 * i + 1) ? 1 : 0;
        }

        assertThat(wrong).isLessThan(MANY / 50);
        assertThat(set.bytes() * Byte.SIZE).isLessThan(MANY * 10L + 1_000);
        // Those that it already seemed to hold were not counted.
        assertThat(set.size()).isBetween(MANY * 98L / 100, (long) MANY);
        assertThat(set.parts()).isEqualTo(1);
    }

    @Test
    void add_farMoreThanExpected_growsAndStaysRight() {
        GrowingBloom set = new GrowingBloom(1);
        for (long i = 0; i < MANY; i++) {
            set.add(i);
        }
        int wrong = 0;
        for (long i = 0; i < MANY; i++) {
            assertThat(set.mayContain(i)).isTrue();
            wrong += set.mayContain(-1 - i) ? 1 : 0;
        }

        assertThat(set.parts()).isBetween(3, 6);
        assertThat(wrong).isLessThan(MANY / 12);
    }

    @Test
    void mayContain_whileOthersAdd_findsWhatAnAddReturnedFrom() throws Exception {
        GrowingBloom set = new GrowingBloom(1);
        int writers = 3;
        AtomicLong[] written = new AtomicLong[writers];
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            long base = w * 1_000_000_000L;
            AtomicLong mine = written[w] = new AtomicLong();
            all.add(CompletableFuture.runAsync(() -> {
                for (long i = 0; i < 300_000; i++) {
                    set.add(base + i);
                    mine.set(i + 1);
                }
            }));
        }
        CompletableFuture<Long> missed = CompletableFuture.supplyAsync(() -> {
            long misses = 0;
            while (!done.get()) {
                for (int w = 0; w < writers; w++) {
                    long count = written[w].get();
                    for (long i = Math.max(0, count - 20); i < count; i++) {
                        misses += set.mayContain(w * 1_000_000_000L + i) ? 0 : 1;
                    }
                }
            }
            return misses;
        });
        for (CompletableFuture<Void> writer : all) {
            writer.get();
        }
        done.set(true);

        assertThat(missed.get()).isZero();
        for (long i = 0; i < 300_000; i++) {
            assertThat(set.mayContain(i)).isTrue();
            assertThat(set.mayContain(2_000_000_000L + i)).isTrue();
        }
    }
}

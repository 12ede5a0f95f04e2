package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhenhao.testing.Eventually;

class RangePlacesTest {
    @ParameterizedTest
    @CsvSource({
        "+8613000000000, 0",
        "+8613000019999, 1",
        "+8619999999999, 699999",
        "+8612999999999, -1",
        "+861390000000, -1",
        "+12025550123, -1",
        "CN-95588, -1"
    })
    void range_ofAKey_isItsFirstSevenDigits(String key, int range) {
        assertThat(RangePlaces.range(key)).isEqualTo(range);
    }

    private static @Nullable Label expected(int range) {
        return range % 7 == 0 ? null : new Label("地" + range % 500, "place " + range % 500);
    }

    @Test
    void of_askedByManyAtOnce_isWhatWasFoundAndSeldomSoughtAgain() {
        AtomicInteger sought = new AtomicInteger();
        RangePlaces places = new RangePlaces(key -> {
            sought.incrementAndGet();
            return expected(RangePlaces.range(key));
        });

        IntStream.range(0, 2_000_000).parallel().forEach(i -> {
            int range = i % 50_000;
            String key = "+86" + (1_300_000 + range) + "0001";
            assertThat(places.of(range, key)).isEqualTo(expected(range));
        });

        // Those that nobody asks for are found too, once many were.
        Eventually.holds(Duration.ofSeconds(10), () -> sought.get() >= 700_000);
        assertThat(places.of(699_999, "+8619999991234")).isEqualTo(expected(699_999));
        assertThat(sought.get()).isLessThan(760_000);
    }

    @Test
    void of_askedForFew_findsNoMoreThanThose() {
        AtomicInteger sought = new AtomicInteger();
        RangePlaces places = new RangePlaces(key -> {
            sought.incrementAndGet();
            return null;
        });

        for (int i = 0; i < 1_000; i++) {
            places.of(i, "+86" + (1_300_000 + i) + "0001");
            places.of(i, "+86" + (1_300_000 + i) + "0002");
        }

        assertThat(sought.get()).isEqualTo(1_000);
    }
}

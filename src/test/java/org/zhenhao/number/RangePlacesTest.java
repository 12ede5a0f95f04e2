package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void of_askedByManyAtOnce_isWhatWasFoundAndSeldomSoughtAgain() {
        RangePlaces places = new RangePlaces();
        AtomicInteger sought = new AtomicInteger();

        IntStream.range(0, 2_000_000).parallel().forEach(i -> {
            int range = i % 50_000;
            Label expected = range % 7 == 0 ? null : new Label("地" + range % 500, "place " + range % 500);
            Label found = places.of(range, "k", key -> {
                sought.incrementAndGet();
                return expected;
            });
            assertThat(found).isEqualTo(expected);
        });

        assertThat(sought.get()).isBetween(50_000, 100_000);
    }
}

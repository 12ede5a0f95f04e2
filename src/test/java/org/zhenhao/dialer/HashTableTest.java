package org.zhenhao.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTableTest {
    private static final List<String> NUMBERS = IntStream.range(0, 20_000)
            .mapToObj(i -> "+86138" + (10_000_000 + i * 37))
            .toList();
    private static final HashTable TABLE = new HashTable("SHA-1", NUMBERS);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 8, 15, 16, 17, 20, 40})
    void find_prefixOfAnyLength_isWhatAScanFinds(int digits) {
        for (int sample = 0; sample < NUMBERS.size(); sample += 1_999) {
            String prefix = TABLE.hash(sample).substring(0, digits);
            int[] scanned = IntStream.range(0, NUMBERS.size())
                    .filter(place -> TABLE.hash(place).startsWith(prefix))
                    .toArray();

            int[] found = TABLE.find(prefix.toUpperCase(Locale.ROOT));
            Arrays.sort(found);

            assertThat(found).isEqualTo(scanned);
        }
    }

    @Test
    void find_edgesOfTheOrder_areInside() {
        assertThat(TABLE.find("0").length).isGreaterThan(1_000);
        assertThat(TABLE.find("f").length).isGreaterThan(1_000);
        assertThat(IntStream.range(0, 16)
                        .map(digit -> TABLE.find(Integer.toHexString(digit)).length)
                        .sum())
                .isEqualTo(NUMBERS.size());
    }

    @Test
    void hash_knownNumber_isItsSha1() {
        // The example of PhoneBlock's own description.
        assertThat(new HashTable("SHA-1", List.of("+4917650642602")).hash(0))
                .isEqualToIgnoringCase("3D1D76F0C3664E1E818C6ECCFD8843AD1F4091CC");
    }

    @Test
    void find_inAnEmptyTable_isNothing() {
        assertThat(new HashTable("SHA-256", List.of()).find("00ff")).isEmpty();
    }
}

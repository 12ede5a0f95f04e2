package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KeyIdsTest {
    @Property
    void of_differentNumbers_differ(
            @ForAll @LongRange(min = 1_000_000, max = 999_999_999_999_999L) long one,
            @ForAll @LongRange(min = 1_000_000, max = 999_999_999_999_999L) long two) {
        Assume.that(one != two);
        assertThat(KeyIds.of("+" + one)).isNotEqualTo(KeyIds.of("+" + two));
        assertThat(KeyIds.of("CN-" + one)).isNotEqualTo(KeyIds.of("+" + one));
    }

    @Test
    void of_numbersOfAPage_lieBetweenItsEnds() {
        String page = "+8617012345xxxx".replace("345xxxx", "34xxxx");
        long first = KeyIds.of(page);
        long last = KeyIds.lastOfPage(page);
        assertThat(KeyIds.of("+861701234" + "0000")).isEqualTo(first);
        assertThat(KeyIds.of("+861701234" + "9999")).isEqualTo(last);
        assertThat(KeyIds.of("+861701235" + "0000")).isEqualTo(last + 1);
    }

    @Test
    void of_otherKeys_areNegative() {
        assertThat(KeyIds.of("raw-+86110")).isNegative();
        assertThat(KeyIds.of("CN-ICBC")).isNegative();
        assertThat(KeyIds.of("CN-95561;area=21")).isNegative();
        assertThat(KeyIds.of("+0123")).isNegative();
        assertThat(KeyIds.of("CN-106900001234567895588")).isNegative();
        assertThat(KeyIds.of("CN-95588")).isPositive();
    }
}

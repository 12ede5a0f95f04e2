package org.zhenhao.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberParser;

class BundledNumbersTest {
    @Test
    void read_everyRow_isAWholeNumberOrSkipped() {
        BundledNumbers.Edition edition = BundledNumbers.read(NumberParser.create());

        assertThat(edition.listings()).hasSizeBetween(540, 572);
        assertThat(edition.skipped()).isLessThanOrEqualTo(5);
        assertThat(edition.listings())
                .extracting(Listing::numberKey)
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).doesNotStartWith("raw-").hasSizeLessThanOrEqualTo(64));
        assertThat(edition.listings())
                .filteredOn(listing -> listing.numberKey().equals("CN-10086"))
                .singleElement()
                .satisfies(listing -> assertThat(listing.purpose()).isNull());
    }
}

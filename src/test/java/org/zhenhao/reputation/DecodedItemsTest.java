package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Tally;

class DecodedItemsTest {
    private static final ItemKey KEY = ItemKey.tally("+8613912345678", "+861391234xxxx");
    private final DecodedItems decoded = new DecodedItems(8);

    @Test
    void of_sameBytes_isTheSameObject() {
        Object before = decoded.of(KEY, NearItemsTest.item(1));

        assertThat(decoded.of(KEY, NearItemsTest.item(1))).isSameAs(before);
    }

    @Test
    void of_otherBytes_saysWhatTheySay() {
        Item item = NearItemsTest.item(1);
        byte[] later = item.bytes().clone();
        later[1]++;
        Object before = decoded.of(KEY, item);

        // The version alone is not believed.
        Object after = decoded.of(KEY, new Item(1, later));

        assertThat(after).isEqualTo(Tally.decode(later)).isNotEqualTo(before);
        assertThat(decoded.of(KEY, Item.ABSENT)).isSameAs(Tally.EMPTY);
    }

    @Test
    void of_moreItemsThanRoom_areAllDecoded() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                Item item = NearItemsTest.item(i);
                byte[] bytes = Arrays.copyOf(item.bytes(), item.bytes().length);
                bytes[1] = (byte) (1 + i % 100);
                Object value = decoded.of(ItemKey.tally("+86139" + i, null), new Item(i, bytes));
                assertThat(value).isEqualTo(Tally.decode(bytes));
            }
        }
    }

    @Test
    void of_pageAndTallyOfOneName_areTwoThings() {
        assertThat(decoded.of(ItemKey.tally("x", null), Item.ABSENT)).isSameAs(Tally.EMPTY);
        assertThat(decoded.of(ItemKey.page("x"), Item.ABSENT)).isSameAs(BlockPage.EMPTY);
    }
}

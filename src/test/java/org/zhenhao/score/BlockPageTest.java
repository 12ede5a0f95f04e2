package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BlockPageTest {
    private static final double SCALE = Decay.forward(World.START, 30);
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

    @Provide
    Arbitrary<Map<Integer, Member>> members() {
        Arbitrary<Member> member = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(-900, 900))
                .as((bad, good, days) -> {
                    double scale = Decay.forward(World.START + days * World.DAY, 30);
                    return new Member(bad * scale, good * scale, true);
                });
        return Arbitraries.maps(Arbitraries.integers().between(0, 9999), member).ofMaxSize(200);
    }

    private static BlockPage page(Map<Integer, Member> members) {
        BlockPage page = BlockPage.EMPTY;
        for (Map.Entry<Integer, Member> entry : members.entrySet()) {
            page = page.with(entry.getKey(), Member.NONE, entry.getValue());
        }
        return page;
    }

    @Property(tries = 200)
    void sum_everyLevel_isThatOfItsMembers(@ForAll("members") Map<Integer, Member> members, @ForAll Random random) {
        BlockPage page = page(members);
        for (int level = 1; level <= 4; level++) {
            int tail = random.nextInt(10_000);
            double bad = 0;
            double good = 0;
            int count = 0;
            for (Map.Entry<Integer, Member> entry : members.entrySet()) {
                if (entry.getKey() / POWERS[level] == tail / POWERS[level]) {
                    bad += entry.getValue().bad();
                    good += entry.getValue().good();
                    count++;
                }
            }

            BlockPage.Sum sum = page.sum(level, tail);

            assertThat(sum.members()).isEqualTo(count);
            assertThat(sum.bad()).isCloseTo(bad, within(bad * 1e-9));
            assertThat(sum.good()).isCloseTo(good, within(good * 1e-9));
        }
    }

    @Property(tries = 200)
    void with_thenBack_restoresTheSums(@ForAll("members") Map<Integer, Member> members, @ForAll Random random) {
        BlockPage page = page(members);
        int tail = random.nextInt(10_000);
        Member before = members.getOrDefault(tail, Member.NONE);
        Member other = new Member(random.nextDouble() * SCALE, random.nextDouble() * SCALE, true);

        BlockPage back = page.with(tail, before, other).with(tail, other, before);

        assertThat(back.members()).isEqualTo(page.members());
        for (int level = 1; level <= 4; level++) {
            assertThat(back.sum(level, tail).bad())
                    .isCloseTo(page.sum(level, tail).bad(), within(SCALE * 1e-9));
            assertThat(back.sum(level, tail).good())
                    .isCloseTo(page.sum(level, tail).good(), within(SCALE * 1e-9));
        }
    }

    @Property(tries = 200)
    void with_allTakenBack_isExactlyEmpty(@ForAll("members") Map<Integer, Member> members, @ForAll Random random) {
        BlockPage page = page(members);
        List<Integer> tails = new ArrayList<>(members.keySet());
        Collections.shuffle(tails, random);
        for (int tail : tails) {
            page = page.with(tail, members.getOrDefault(tail, Member.NONE), Member.NONE);
            if (members.keySet().stream().noneMatch(other -> other / 10 == tail / 10 && !other.equals(tail))) {
                assertThat(page.sum(1, tail)).isEqualTo(BlockPage.Sum.ZERO);
            }
        }

        assertThat(page).isEqualTo(BlockPage.EMPTY);
        assertThat(page.isEmpty()).isTrue();
        assertThat(page.sum(4, 0)).isEqualTo(BlockPage.Sum.ZERO);
    }

    @Property(tries = 200)
    void encode_decoded_isTheSame(@ForAll("members") Map<Integer, Member> members) {
        BlockPage page = page(members);

        assertThat(BlockPage.decode(page.encode())).isEqualTo(page).hasSameHashCodeAs(page);
        assertThat(BlockPage.decode(page.encode()).sum(4, 0)).isEqualTo(page.sum(4, 0));
    }

    @Property(tries = 3000)
    void decode_garbage_isRefused(@ForAll byte[] bytes) {
        onlyIllegalArgument(bytes);
    }

    @Property(tries = 300)
    void decode_damaged_isRefusedOrRead(@ForAll("members") Map<Integer, Member> members, @ForAll Random random) {
        byte[] bytes = page(members).encode();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        onlyIllegalArgument(bytes);
    }

    private static void onlyIllegalArgument(byte[] bytes) {
        try {
            assertThat(BlockPage.decode(bytes).members()).isNotNegative();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void with_fullPage_keepsAllTens() {
        Map<Integer, Member> members = new TreeMap<>();
        for (int tail = 0; tail < 10_000; tail++) {
            members.put(tail, new Member(SCALE, 0, true));
        }
        BlockPage page = page(members);

        assertThat(page.members()).isEqualTo(10_000);
        assertThat(page.sum(3, 7_777).members()).isEqualTo(1_000);
        assertThat(page.encode().length).isLessThan(19_000);
        assertThat(BlockPage.decode(page.encode())).isEqualTo(page);
    }

    @Test
    void with_tailOutOfRange_isRefused() {
        Member member = new Member(1, 0, true);

        assertThatThrownBy(() -> BlockPage.EMPTY.with(10_000, Member.NONE, member))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockPage.EMPTY.with(-1, Member.NONE, member))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void with_anotherHundred_leavesThisOneAlone() {
        BlockPage page = BlockPage.EMPTY.with(1_234, Member.NONE, new Member(SCALE, 0, true));

        BlockPage more = page.with(1_334, Member.NONE, new Member(SCALE, 0, true));

        assertThat(more.sum(2, 1_234)).isEqualTo(page.sum(2, 1_234));
        assertThat(more.sum(3, 1_234).members()).isEqualTo(2);
    }
}

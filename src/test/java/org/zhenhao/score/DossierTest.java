package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;

class DossierTest {
    private static final Policy POLICY = World.POLICY;
    private static final NumberKind KIND = NumberKind.MOBILE;

    @Provide
    Arbitrary<List<Opinion>> opinions() {
        return opinions(80, 25);
    }

    @Provide
    Arbitrary<List<Opinion>> many() {
        return opinions(700, 600);
    }

    private static Arbitrary<List<Opinion>> opinions(int most, int reporters) {
        Arbitrary<Opinion> one = Combinators.combine(
                        Arbitraries.integers().between(1, reporters),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.of(Category.values()),
                        Arbitraries.integers().between(0, 60 * 24),
                        Arbitraries.doubles().between(0, 1.2),
                        Arbitraries.of(Opinion.Tier.values()),
                        Arbitraries.frequency(
                                Tuple.of(8, Opinion.State.LIVE),
                                Tuple.of(1, Opinion.State.WITHDRAWN),
                                Tuple.of(1, Opinion.State.SUPPRESSED)),
                        Arbitraries.longs())
                .as((reporter, network, category, hour, weight, tier, state, order) -> new Opinion(
                        order, reporter, network, category, World.START + hour * 3600L, weight, tier, state));
        // The order names a report: no two reports share it.
        return one.list().ofMaxSize(most).uniqueElements(Opinion::order);
    }

    /** What an intake does: puts each opinion, and builds the dossier anew from all when it cannot tell. */
    private static Dossier arrive(List<Opinion> opinions, boolean reload) {
        Dossier dossier = Dossier.empty(POLICY, KIND);
        List<Opinion> store = new ArrayList<>();
        for (Opinion opinion : opinions) {
            boolean heldInFold = dossier.folded()
                    && dossier.find(opinion.reporter()) == null
                    && store.stream().anyMatch(earlier -> earlier.reporter() == opinion.reporter());
            store.add(opinion);
            if (heldInFold || !dossier.put(opinion)) {
                dossier = Dossier.of(POLICY, KIND, false, store);
            }
            if (reload) {
                dossier = Dossier.decode(POLICY, dossier.encode());
            }
        }
        return dossier;
    }

    @Property(tries = 300)
    void tally_anyOrderOfArrival_sameBits(@ForAll("opinions") List<Opinion> opinions, @ForAll Random random) {
        List<Opinion> shuffled = new ArrayList<>(opinions);
        Collections.shuffle(shuffled, random);

        Tally expected = Dossier.of(POLICY, KIND, false, opinions).tally();

        assertThat(arrive(opinions, false).tally()).isEqualTo(expected);
        assertThat(arrive(shuffled, false).tally()).isEqualTo(expected);
        assertThat(Dossier.of(POLICY, KIND, false, shuffled).tally()).isEqualTo(expected);
    }

    @Property(tries = 40)
    void tally_manyOpinionsFoldedOrNot_sameBits(@ForAll("many") List<Opinion> opinions) {
        List<Opinion> orderly = new ArrayList<>(opinions);
        Collections.sort(orderly);

        Tally whole = whole(opinions);

        assertThat(Dossier.of(POLICY, KIND, false, opinions).tally()).isEqualTo(whole);
        assertThat(arrive(orderly, false).tally()).isEqualTo(whole);
        assertThat(arrive(opinions, true).tally()).isEqualTo(whole);
    }

    /** The tally by plain folding, without any dossier. */
    private static Tally whole(List<Opinion> opinions) {
        List<Opinion> sorted = new ArrayList<>(opinions);
        sorted.sort(Comparator.<Opinion>naturalOrder().thenComparingLong(Opinion::reporter));
        Map<Long, Opinion> newest = new HashMap<>();
        sorted.forEach(opinion -> newest.put(opinion.reporter(), opinion));
        Fold fold = new Fold(POLICY, KIND, false);
        for (Opinion opinion : sorted) {
            if (newest.get(opinion.reporter()) == opinion && opinion.state() == Opinion.State.LIVE) {
                fold.take(opinion);
            }
        }
        return fold.tally();
    }

    @Property(tries = 200)
    void tally_afterEveryPut_isThatOfTheWhole(@ForAll("opinions") List<Opinion> opinions) {
        Dossier dossier = Dossier.empty(POLICY, KIND);
        for (int i = 0; i < opinions.size(); i++) {
            dossier.put(opinions.get(i));
            assertThat(dossier.tally())
                    .isEqualTo(Dossier.of(POLICY, KIND, false, opinions.subList(0, i + 1))
                            .tally());
        }
    }

    @Property(tries = 200)
    void put_thenWithdrawn_takesExactlyItsWeightBack(@ForAll("opinions") List<Opinion> opinions) {
        Dossier dossier = Dossier.of(POLICY, KIND, false, opinions);
        Tally before = dossier.tally();
        Opinion extra = World.expert(1_000, Category.FRAUD, World.START + 12_345);

        dossier.put(extra);
        assertThat(dossier.tally()).isNotEqualTo(before);
        dossier.put(extra.in(Opinion.State.WITHDRAWN));

        assertThat(dossier.tally()).isEqualTo(before);
    }

    @Property(tries = 200)
    void encode_decoded_isTheSame(@ForAll("opinions") List<Opinion> opinions) {
        Dossier dossier = Dossier.of(POLICY, KIND, true, opinions);

        Dossier read = Dossier.decode(POLICY, dossier.encode());

        assertThat(read.encode()).isEqualTo(dossier.encode());
        assertThat(read.kept()).isEqualTo(dossier.kept());
        assertThat(read.tally()).isEqualTo(dossier.tally());
        assertThat(read.official()).isTrue();
        assertThat(read.kind()).isEqualTo(KIND);
    }

    @Property(tries = 2000)
    void decode_garbage_isRefused(@ForAll byte[] bytes) {
        onlyIllegalArgument(bytes);
    }

    @Property(tries = 40)
    void decode_damaged_isRefusedOrRead(@ForAll("many") List<Opinion> opinions, @ForAll Random random) {
        byte[] bytes = Dossier.of(POLICY, KIND, false, opinions).encode();
        for (int i = 0; i < 200; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(Math.min(damaged.length, 1 + random.nextInt(4_000)))] ^=
                        (byte) (1 << random.nextInt(8));
            }
            onlyIllegalArgument(damaged);
        }
    }

    private static void onlyIllegalArgument(byte[] bytes) {
        try {
            Dossier.decode(POLICY, bytes).tally();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void put_oneReporterHundredTimes_countsOnce() {
        Dossier dossier = Dossier.empty(POLICY, KIND);
        dossier.put(World.fresh(1, 1, Category.FRAUD, World.START));
        Tally once = dossier.tally();
        for (int i = 1; i <= 100; i++) {
            dossier.put(World.fresh(1, 1, Category.FRAUD, World.START + i));
        }

        assertThat(dossier.tally().negative()).isEqualTo(1);
        assertThat(World.assess(dossier.tally(), World.START + 200).risk())
                .isCloseTo(World.assess(once, World.START + 200).risk(), within(0.001));
    }

    @Test
    void put_changeOfMind_leavesNoResidue() {
        Dossier dossier = Dossier.empty(POLICY, KIND);
        dossier.put(World.expert(1, Category.FRAUD, World.START));
        dossier.put(World.expert(1, Category.LEGITIMATE, World.START + 60));

        Reading reading = dossier.tally().at(World.START + 60, POLICY);

        assertThat(reading.bad()).isZero();
        assertThat(dossier.tally())
                .isEqualTo(World.mobile(List.of(World.expert(1, Category.LEGITIMATE, World.START + 60))));
    }

    @Test
    void put_olderReportAfterANewerOneWasWithdrawn_staysWithdrawn() {
        Dossier dossier = Dossier.empty(POLICY, KIND);
        dossier.put(World.expert(1, Category.FRAUD, World.START + 60).in(Opinion.State.WITHDRAWN));

        assertThat(dossier.put(World.expert(1, Category.FRAUD, World.START))).isTrue();

        assertThat(dossier.tally()).isEqualTo(Tally.EMPTY);
        assertThat(dossier.kept()).hasSize(1);
    }

    @Test
    void put_inTheFoldedPart_changesNothingAndSaysSo() {
        Dossier dossier = Dossier.of(POLICY, KIND, false, World.established(300, Category.FRAUD, World.START));
        byte[] before = dossier.encode();

        assertThat(dossier.folded()).isTrue();
        assertThat(dossier.kept().size()).isLessThanOrEqualTo(Dossier.MOST_KEPT);
        assertThat(dossier.find(1)).isNull();
        assertThat(dossier.find(300)).isNotNull();
        assertThat(dossier.put(World.expert(999, Category.FRAUD, World.START))).isFalse();
        assertThat(dossier.setOfficial(true)).isFalse();
        assertThat(dossier.encode()).isEqualTo(before);
    }

    @Test
    void decode_foldedUnderAnotherPolicy_isRefused() {
        Policy other = Policy.of(Map.of("half-life.fraud", "60"));
        byte[] folded = Dossier.of(POLICY, KIND, false, World.established(300, Category.FRAUD, World.START))
                .encode();
        byte[] unfolded = Dossier.of(POLICY, KIND, false, World.established(3, Category.FRAUD, World.START))
                .encode();

        assertThatThrownBy(() -> Dossier.decode(other, folded)).hasMessage("folded under another policy");
        assertThat(Dossier.decode(other, unfolded).tally().negative()).isEqualTo(3);
    }

    @Test
    void setOfficial_thenNot_restoresTheTally() {
        Dossier dossier = Dossier.of(POLICY, KIND, false, World.established(5, Category.FRAUD, World.START));
        Tally before = dossier.tally();

        assertThat(dossier.setOfficial(true)).isTrue();
        assertThat(dossier.tally().member()).isEqualTo(Member.NONE);
        assertThat(dossier.tally().level()).isEqualTo(Level.LOW);
        assertThat(dossier.setOfficial(false)).isTrue();

        assertThat(dossier.tally()).isEqualTo(before);
    }

    @Test
    void networkCounts_moreNetworksThanFit_sameFromACheckpoint() {
        Fold whole = new Fold(POLICY, KIND, false);
        Fold resumed = new Fold(POLICY, KIND, false);
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            Opinion opinion = World.opinion(
                    i,
                    1 + random.nextInt(900),
                    Category.FRAUD,
                    World.START + i * 7_200L,
                    0.5,
                    Opinion.Tier.ESTABLISHED);
            whole.take(opinion);
            resumed.take(opinion);
            if (i % 50 == 0) {
                resumed.prune();
                ByteWriter out = new ByteWriter(100);
                resumed.write(out);
                resumed = Fold.read(new ByteReader(out.toBytes()), POLICY, KIND, false);
            }
        }
        whole.prune();
        resumed.prune();

        assertThat(resumed.tally()).isEqualTo(whole.tally());
        ByteWriter one = new ByteWriter(100);
        ByteWriter other = new ByteWriter(100);
        whole.write(one);
        resumed.write(other);
        assertThat(other.toBytes()).isEqualTo(one.toBytes());
    }
}

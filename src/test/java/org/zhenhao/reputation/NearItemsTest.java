package org.zhenhao.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;

class NearItemsTest {
    private static final ItemKey KEY = ItemKey.tally("+8613912345678", "+861391234xxxx");
    private static final ItemKey OTHER = ItemKey.tally("+8613912345679", "+861391234xxxx");
    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final Duration FOLLOWED = Duration.ofMinutes(10);

    private final MemoryItems store = new MemoryItems();
    private final AtomicLong nanos = new AtomicLong(1);
    private final NearItems near = new NearItems(store, settings(1 << 20), nanos::get);

    @Test
    void get_secondTime_asksNobody() {
        store.put(KEY, item(1));
        get(KEY);

        NearAnswer second = get(KEY);

        assertThat(store.loads).hasValue(1);
        assertThat(second.tier()).isEqualTo(Tier.NEAR);
        assertThat(second.entries().get(0).tally().negative()).isEqualTo(1);
    }

    @Test
    void get_absentItem_isKeptAsAbsent() {
        get(KEY);

        assertThat(get(KEY).entries().get(0).tally()).isEqualTo(Tally.EMPTY);
        assertThat(store.loads).hasValue(1);
    }

    @Test
    void get_afterLifetime_asksAgain() {
        get(KEY);
        store.put(KEY, item(1));
        pass(LIFETIME.multipliedBy(2));

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(1);
    }

    @Test
    void lifetime_ofManyEntries_endsNotAllAtOnce() {
        for (int i = 0; i < 100; i++) {
            get(ItemKey.page("+86139123" + i + "xxxx"));
        }
        pass(LIFETIME);

        long fresh = 0;
        for (int i = 0; i < 100; i++) {
            fresh += near.fresh(ItemKey.page("+86139123" + i + "xxxx")) == null ? 0 : 1;
        }

        assertThat(fresh).isBetween(20L, 80L);
    }

    @Test
    void put_olderThanWhatIsHere_changesNothing() {
        near.put(KEY, item(5));
        near.put(KEY, item(4));

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(5);
    }

    @Test
    void load_thatBeganBeforeAPut_doesNotBringThePastBack() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        store.put(KEY, item(1));
        store.gate = gate;
        CompletionStage<NearAnswer> early = near.get(List.of(KEY));
        near.put(KEY, item(2));
        gate.complete(null);

        assertThat(early.toCompletableFuture().join().entries().get(0).version())
                .isEqualTo(2);
        assertThat(get(KEY).entries().get(0).version()).isEqualTo(2);
    }

    @Test
    void load_thatBeganBeforeAnOutdating_isAnsweredButNotKept() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        store.put(KEY, item(1));
        store.gate = gate;
        CompletionStage<NearAnswer> early = near.get(List.of(KEY));
        near.outdate(KEY, 2);
        gate.complete(null);
        early.toCompletableFuture().join();
        store.gate = null;
        store.put(KEY, item(2));

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(2);
    }

    @Test
    void outdate_olderEntry_isLoadedAnew() {
        store.put(KEY, item(1));
        get(KEY);
        store.put(KEY, item(2));
        near.outdate(KEY, 2);

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(2);
    }

    @Test
    void outdate_entryOfThatVersion_staysFresh() {
        near.put(KEY, item(2));
        near.outdate(KEY, 2);
        get(KEY);

        assertThat(store.loads).hasValue(0);
    }

    @Test
    void get_manyAtATime_loadOnce() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        store.put(KEY, item(1));
        store.gate = gate;
        CompletionStage<NearAnswer> first = near.get(List.of(KEY));
        CompletionStage<NearAnswer> second = near.get(List.of(KEY, KEY));
        gate.complete(null);

        assertThat(first.toCompletableFuture().join().entries().get(0).version())
                .isEqualTo(1);
        assertThat(second.toCompletableFuture().join().entries()).hasSize(2);
        assertThat(store.loads).hasValue(1);
    }

    @Test
    void get_storeDown_answersWhatItKnewAsStale() {
        store.put(KEY, item(1));
        get(KEY);
        pass(LIFETIME.multipliedBy(2));
        store.down = true;

        NearAnswer answer = get(KEY);

        assertThat(answer.stale()).isTrue();
        assertThat(answer.entries().get(0).version()).isEqualTo(1);
    }

    @Test
    void get_storeDownAndOneKeyUnknown_fails() {
        store.put(KEY, item(1));
        get(KEY);
        store.down = true;

        assertThatThrownBy(() -> get(KEY, OTHER))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void get_storeDownForLongerThanItKeeps_fails() {
        get(KEY);
        pass(Duration.ofHours(2));
        store.down = true;

        assertThatThrownBy(() -> get(KEY)).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void get_storeBackAfterFailure_loadsAgain() {
        store.down = true;
        assertThatThrownBy(() -> get(KEY)).hasCauseInstanceOf(StoreUnavailableException.class);
        store.down = false;
        store.put(KEY, item(1));

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(1);
    }

    @Test
    void get_restoredStoreWithLowerVersions_isBelievedAfterTheLifetime() {
        near.put(KEY, item(9));
        store.put(KEY, item(3));
        pass(LIFETIME.multipliedBy(2));

        assertThat(get(KEY).entries().get(0).version()).isEqualTo(3);
    }

    @Test
    void weight_manyEntries_staysUnderTheBound() {
        NearItems small = new NearItems(store, settings(10_000), nanos::get);
        for (int i = 0; i < 1_000; i++) {
            small.put(ItemKey.page("+86139" + i + "xxxx"), Item.ABSENT);
        }

        assertThat(small.weight()).isLessThanOrEqualTo(10_000);
    }

    private NearAnswer get(ItemKey... keys) {
        return near.get(List.of(keys)).toCompletableFuture().join();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static Item item(int version) {
        Opinion opinion =
                new Opinion(1, 1, 1, Category.FRAUD, 1_790_000_000L, 0.5, Opinion.Tier.NEW, Opinion.State.LIVE);
        Dossier dossier = Dossier.of(Policy.standard(), NumberKind.MOBILE, false, List.of(opinion));
        return new Item(version, dossier.tally().encode());
    }

    static NearSettings settings(long weight) {
        return new NearSettings() {
            @Override
            public OptionalLong maxWeight() {
                return OptionalLong.of(weight);
            }

            @Override
            public OptionalLong screeningWeight() {
                return OptionalLong.of(0);
            }

            @Override
            public Duration lifetime() {
                return LIFETIME;
            }

            @Override
            public Duration followedLifetime() {
                return FOLLOWED;
            }

            @Override
            public Duration keep() {
                return Duration.ofHours(1);
            }
        };
    }
}

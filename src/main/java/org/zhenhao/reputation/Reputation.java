package org.zhenhao.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Standing;

/** What is known of numbers: finds it in the fastest tier that has it. Thread-safe; never blocks. */
public final class Reputation {
    private final NearItems near;
    private final Function<String, @Nullable Registration> registry;
    private final BooleanSupplier storeDown;
    private final Consumer<List<ChangedItem>> shared;

    /**
     * Puts the tiers together.
     *
     * @param near the cache in front of the other tiers
     * @param registry what the registry says of a number's key
     * @param storeDown whether the store is known to be down
     * @param shared tells the cache shared between replicas of changes
     */
    Reputation(
            NearItems near,
            Function<String, @Nullable Registration> registry,
            BooleanSupplier storeDown,
            Consumer<List<ChangedItem>> shared) {
        this.near = near;
        this.registry = registry;
        this.storeDown = storeDown;
        this.shared = shared;
    }

    /**
     * Finds what is known of a number.
     *
     * @return completed already if this replica knows; fails with {@link StoreUnavailableException}, possibly inside a
     *     {@link java.util.concurrent.CompletionException}, if no tier that can be asked knows
     */
    public CompletionStage<Found> find(ParsedNumber number) {
        Blocks blocks = Blocks.of(number.key(), number.kind());
        ItemKey tallyKey = ItemKey.tally(number.key(), blocks == null ? null : blocks.page());
        ItemKey pageKey = blocks == null ? null : ItemKey.page(blocks.page());
        NearEntry tally = near.fresh(tallyKey);
        NearEntry page = pageKey == null ? null : near.fresh(pageKey);
        if (tally != null && (pageKey == null || page != null)) {
            return CompletableFuture.completedFuture(found(number, tally, page, false, tier(tally, page)));
        }
        return near.get(pageKey == null ? List.of(tallyKey) : List.of(tallyKey, pageKey))
                .thenApply(answer -> found(
                        number,
                        answer.entries().get(0),
                        pageKey == null ? null : answer.entries().get(1),
                        answer.stale(),
                        answer.tier()));
    }

    /**
     * Finds what is known of some numbers, with one load for all that this replica does not know.
     *
     * @return one answer per number, in order; fails as {@link #find} does
     */
    public CompletionStage<List<Found>> findAll(List<ParsedNumber> numbers) {
        List<ItemKey> keys = new ArrayList<>(2 * numbers.size());
        boolean[] paged = new boolean[numbers.size()];
        for (int i = 0; i < paged.length; i++) {
            ParsedNumber number = numbers.get(i);
            Blocks blocks = Blocks.of(number.key(), number.kind());
            keys.add(ItemKey.tally(number.key(), blocks == null ? null : blocks.page()));
            if (blocks != null) {
                paged[i] = true;
                keys.add(ItemKey.page(blocks.page()));
            }
        }
        return near.get(keys).thenApply(answer -> {
            List<Found> found = new ArrayList<>(paged.length);
            int next = 0;
            for (int i = 0; i < paged.length; i++) {
                NearEntry tally = answer.entries().get(next++);
                NearEntry page = paged[i] ? answer.entries().get(next++) : null;
                found.add(found(numbers.get(i), tally, page, answer.stale(), answer.tier()));
            }
            return found;
        });
    }

    private static Tier tier(NearEntry tally, @Nullable NearEntry page) {
        return tally.certainlyAbsent() && (page == null || page.certainlyAbsent()) ? Tier.FILTER : Tier.NEAR;
    }

    private Found found(ParsedNumber number, NearEntry tally, @Nullable NearEntry page, boolean stale, Tier tier) {
        Registration registration = registry.apply(number.key());
        Evidence evidence = new Evidence(
                number, tally.tally(), page == null ? BlockPage.EMPTY : page.page(), standing(registration));
        return new Found(evidence, registration, stale || storeDown.getAsBoolean(), tier);
    }

    static Standing standing(@Nullable Registration registration) {
        if (registration == null) {
            return Standing.NONE;
        }
        return switch (registration.role()) {
            case OFFICIAL -> Standing.OFFICIAL;
            case BUSINESS -> Standing.BUSINESS;
            case AGENCY -> Standing.COLLECTOR;
        };
    }

    /**
     * Takes in what a transaction of this replica has changed: call it after the commit and before anybody is told of it,
     * and whoever was told finds it here.
     */
    public void published(List<ChangedItem> changes) {
        for (ChangedItem change : changes) {
            near.put(change.key(), change.item());
        }
        shared.accept(changes);
    }
}
